using System.CommandLine;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using RatingDevice.Firmware;
using RatingDevice.Firmware.Journal;
using RatingDevice.Firmware.Options;
using RatingDevice.Firmware.Setup;
using RatingDevice.Hosting;

const int Failed = 1, BadOptions = 2;

var file = new Option<string>("--options") { Description = "The options file, JSON.", Required = true };
var set = new Option<string[]>("--set") { Description = "Overrides one option: key:sub=value." };

var run = new Command("run", "Serves as a counter device until SIGTERM or SIGINT.") { file, set };
run.SetAction((parsed, _) => With(parsed, async (options, logs) =>
{
    using var stop = new CancellationTokenSource();
    using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    return await new DeviceHost(options, logs).RunAsync(stop.Token) ? 0 : Failed;

    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}));

var manual = new Command("options", "Prints every option: name, unit, default, range, meaning.");
manual.SetAction(_ => OptionsManual.Write<DeviceOptions>(Console.Out));

var fingerprint = new Command("fingerprint", "Prints the device key's fingerprint, for the registry.")
{
    file, set,
};
fingerprint.SetAction((parsed, _) => With(parsed, (options, logs) =>
{
    Console.WriteLine(new DeviceHost(options, logs).Fingerprint());
    return Task.FromResult(0);
}));

var chinese = (Environment.GetEnvironmentVariable("LC_ALL") is { Length: > 0 } all ? all
    : Environment.GetEnvironmentVariable("LANG") ?? "").StartsWith("zh", StringComparison.Ordinal);
var setup = new SetupCommand(Console.In, Console.Out, Console.Error, chinese).Make();

var root = new RootCommand("A counter device: a customer's press becomes one counted rating.")
{
    run, manual, fingerprint, setup,
};
var words = root.Parse(args);
var code = await words.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
return words.Errors.Count == 0 ? code : BadOptions;

async Task<int> With(ParseResult parsed, Func<DeviceOptions, ILoggerFactory, Task<int>> work)
{
    using var logs = LoggerFactory.Create(to => to.AddSimpleConsole(c => c.SingleLine = true)
        .AddConsole(c => c.LogToStandardErrorThreshold = LogLevel.Trace)
        .AddFilter("Microsoft", LogLevel.Warning));
    try
    {
        var path = parsed.GetRequiredValue(file);
        return await work(OptionsFile.Load<DeviceOptions>(path, parsed.GetValue(set) ?? []), logs);
    }
    catch (OptionsException e)
    {
        await Console.Error.WriteLineAsync(e.Message);
        return BadOptions;
    }
    catch (Exception e) when (e is JournalException or IOException or UnauthorizedAccessException)
    {
        await Console.Error.WriteLineAsync(e.Message);
        return Failed;
    }
}
