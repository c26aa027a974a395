using System.CommandLine;
using System.Runtime.InteropServices;
using RatingDevice.Demo;
using RatingDevice.Demo.Processes;
using RatingDevice.Hosting;

var seconds = new Option<double>("--seconds")
{ Description = "How long scripted customers come; without it a person plays, until Ctrl-C." };
var devices = new Option<int>("--devices")
{ Description = "Counters, 1 to 200.", DefaultValueFactory = _ => 3 };
var rate = new Option<double>("--rate")
{ Description = "Presses a second over all counters, at most 3 a counter.", DefaultValueFactory = _ => 2 };
var seed = new Option<int>("--seed")
{ Description = "Of the customers' script.", DefaultValueFactory = _ => 1 };
var json = new Option<bool>("--json")
{ Description = "The last line of standard output is one JSON object." };
var keep = new Option<bool>("--keep")
{ Description = "Leaves the branch's folder behind; its path is logged." };
var stack = new Option<StackName>("--stack")
{
    Description = "system or managed; without it what the programs were built for.",
    DefaultValueFactory = _ => new BranchPlan().Stack,
};
var store = new Option<string>("--store")
{ Description = "own: the stack's; postgres: a private PostgreSQL.", DefaultValueFactory = _ => "own" };
store.AcceptOnlyFromAmong("own", "postgres");
var month = new Option<bool>("--month")
{ Description = "Only the pages, over a made-up month of eight outlets, until Ctrl-C." };
seconds.Validators.Add(r => Between(r.GetValueOrDefault<double>(), 1, 86_400, "--seconds", r.AddError));
devices.Validators.Add(r => Between(r.GetValueOrDefault<int>(), 1, 200, "--devices", r.AddError));
rate.Validators.Add(r => Between(r.GetValueOrDefault<double>(), 0.01, 600, "--rate", r.AddError));

var root = new RootCommand("A bank branch on this machine: devices with panels, a collector, a broker.")
{
    seconds, devices, rate, seed, json, keep, stack, store, month,
};
root.SetAction(async result =>
{
    var arguments = new DemoArguments(
        result.GetValue(seconds), result.GetValue(devices), result.GetValue(rate), result.GetValue(seed),
        result.GetValue(json), result.GetValue(keep), result.GetValue(stack),
        result.GetValue(store) == "postgres");
    using var stop = new CancellationTokenSource();
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
    try
    {
        if (result.GetValue(month)) return await Interactive.MonthAsync(arguments.Seed, stop.Token);
        return arguments.Seconds > 0
            ? await ScriptedRun.RunAsync(arguments, stop.Token)
            : await Interactive.RunAsync(arguments, stop.Token);
    }
    catch (OperationCanceledException) when (stop.IsCancellationRequested)
    {
        return 130;
    }
    catch (InvalidOperationException e)
    {
        Console.Error.WriteLine($"demo | {e.Message}");
        return 1;
    }

    // A second Ctrl-C is not held back: the process ends at once, and the kernel ends its children.
    void Stop(PosixSignalContext context)
    {
        context.Cancel = !stop.IsCancellationRequested;
        stop.Cancel();
    }
});
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });

static void Between(double value, double least, double most, string name, Action<string> error)
{
    if (value < least || value > most) error($"{name} is {value}, not {least} to {most}");
}
