using System.CommandLine;
using System.Runtime.InteropServices;
using RatingDevice.Collector;
using RatingDevice.Collector.Cli;
using RatingDevice.Hosting;

var file = new Option<string>("--options") { Description = "The options file, JSON.", Required = true };
var set = new Option<string[]>("--set")
{
    Description = "Overrides one option: key:sub=value.", DefaultValueFactory = _ => [],
};

var run = new Command("run", "Collects ratings until SIGTERM or SIGINT.") { file, set };
run.SetAction((parsed, _) => CliParts.GuardAsync(async () =>
{
    using var logs = CliParts.Logs();
    var options = OptionsFile.Load<CollectorOptions>(parsed.GetRequiredValue(file),
        parsed.GetValue(set) ?? []);
    using var stop = new CancellationTokenSource();
    using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    try
    {
        return await new CollectorHost(options, logs).RunAsync(stop.Token) ? 0 : CliParts.Failed;
    }
    catch (OperationCanceledException) when (stop.IsCancellationRequested)
    {
        return 0; // told to stop while it was still starting
    }

    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}));

var manual = new Command("options", "Prints every option: name, unit, default, range, meaning.");
manual.SetAction(_ => OptionsManual.Write<CollectorOptions>(Console.Out));

var root = new RootCommand("The branch collector: presses become per-teller figures nobody can bend.")
{
    run, new ExportCommand(TimeProvider.System).Make(), new ImportCommand(TimeProvider.System).Make(),
    new VerifyCommand().Make(), new CredentialCommand().Make(), new SignOnCommand().Make(),
    new KeyCommand().Make(), new UplinkCommand(TimeProvider.System).Make(),
    new AuditCommand(TimeProvider.System).Make(), manual,
};
var words = root.Parse(args);
var code = await words.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
return words.Errors.Count == 0 ? code : CliParts.BadInput;
