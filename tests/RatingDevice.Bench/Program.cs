using System.CommandLine;
using RatingDevice.Bench.Cluster;
using RatingDevice.Bench.HeadOffice;
using RatingDevice.Bench.Hil;
using RatingDevice.Bench.Hil.Guest;
using RatingDevice.Bench.Ingest;
using RatingDevice.Bench.Press;
using RatingDevice.Bench.Reports;
using RatingDevice.Bench.Simulate;
using RatingDevice.Bench.Stacks;
using RatingDevice.Bench.Stores;
using RatingDevice.Bench.Wear;
using RatingDevice.Collector.Stack;

// Inside the guest of "hil": before anything else is made, since each type costs time there.
if (args is [GuestLoop.Word]) return await new GuestLoop().RunAsync();

var entries = new Option<int>("--entries")
{
    Description = "Entries in each device's backlog.", DefaultValueFactory = _ => 100_000,
};
var devices = new Option<int>("--devices") { Description = "Devices.", DefaultValueFactory = _ => 8 };
var alone = new Option<bool>("--alone") { Description = "Only this collector, without the peers." };
var ingest = new Command("ingest", "Entries a second, durable and acknowledged, next to its peers.");
ingest.Options.Add(entries);
ingest.Options.Add(devices);
ingest.Options.Add(alone);
ingest.SetAction((parsed, stop) => IngestBench.RunAsync(
    parsed.GetValue(devices), parsed.GetValue(entries), parsed.GetValue(alone), Console.Out, Console.Error,
    stop));

var seconds = new Option<int>("--seconds") { Description = "How long.", DefaultValueFactory = _ => 30 };
var rate = new Option<double>("--rate") { Description = "Presses a second.", DefaultValueFactory = _ => 20 };
var press = new Command("press",
    "Press to thanks and to the live page; memory and idle processor of a device.");
press.Options.Add(seconds);
press.Options.Add(rate);
press.SetAction((parsed, stop) => PressBench.RunAsync(
    parsed.GetValue(seconds), parsed.GetValue(rate), Console.Out, Console.Error, stop));

var seeds = new Option<int>("--seeds") { Description = "How many seeds.", DefaultValueFactory = _ => 10_000 };
var seed = new Option<int?>("--seed") { Description = "Replay this one seed and print its trace." };
var first = new Option<int>("--first") { Description = "The first seed.", DefaultValueFactory = _ => 1 };
var simulate = new Command("simulate", "A whole branch in one thread under faults, by seed.");
simulate.Options.Add(seeds);
simulate.Options.Add(seed);
simulate.Options.Add(first);
simulate.SetAction(parsed => SimulateBench.Run(
    parsed.GetValue(first), parsed.GetValue(seeds), parsed.GetValue(seed), Console.Out, Console.Error));

var stores = new Command("stores", "Rows a second, durable, into every store that is compiled in.");
stores.SetAction((_, stop) => StoreBench.RunAsync(Console.Out, Console.Error, stop));

var backlog = new Option<int>("--entries")
{
    Description = "Entries in each device's backlog.", DefaultValueFactory = _ => 20_000,
};
backlog.Validators.Add(r =>
{
    if (r.GetValueOrDefault<int>() < 5_000)
        r.AddError("--entries must be 5000 or more; fewer are taken in before the first look.");
});
var stacks = new Command("stacks", "Both package sets side by side, as far as both are compiled in.");
stacks.Options.Add(backlog);
stacks.Options.Add(seconds);
stacks.Options.Add(rate);
stacks.SetAction((parsed, stop) => StacksBench.RunAsync(
    parsed.GetValue(backlog), parsed.GetValue(seconds), parsed.GetValue(rate), Console.Out, Console.Error,
    stop));

var ratings = new Option<long>("--ratings")
{
    Description = "Ratings of the month; it is measured with a tenth of them too.",
    DefaultValueFactory = _ => 10_000_000,
};
var rows = new Option<int>("--rows")
{
    Description = "Ratings of the exported workbook.", DefaultValueFactory = _ => 1_000_000,
};
var reportStore = new Option<string?>("--store")
{
    Description = "Which store keeps the month; without it that of the stack in force.",
};
reportStore.AcceptOnlyFromAmong([
    .. CompiledParts.Stores.Where(s => !s.Elsewhere).Select(s => s.Name.ToLowerInvariant())]);
var reports = new Command("reports", "A month of 1,000 tellers from the API, and a large workbook.");
reports.Options.Add(ratings);
reports.Options.Add(rows);
reports.Options.Add(reportStore);
reports.SetAction((parsed, stop) => ReportsBench.RunAsync(
    parsed.GetValue(ratings), parsed.GetValue(rows), parsed.GetValue(reportStore), 7, Console.Out,
    Console.Error, stop));

var pace = new Option<double>("--rate") { Description = "Presses a second.", DefaultValueFactory = _ => 2 };
var wear = new Command("wear", "Bytes and syncs a rating costs the storage card of a device.");
wear.Options.Add(seconds);
wear.Options.Add(pace);
wear.SetAction((parsed, stop) => WearBench.RunAsync(
    parsed.GetValue(seconds), parsed.GetValue(pace), Console.Out, Console.Error, stop));

var fleet = new Option<int>("--devices")
{
    Description = "Devices with a backlog.", DefaultValueFactory = _ => 1_000,
};
var lines = new Option<int>("--entries") { Description = "Entries of each.", DefaultValueFactory = _ => 100 };
lines.Validators.Add(r =>
{
    if (r.GetValueOrDefault<int>() is < 3 or > 150) r.AddError("--entries must be 3 to 150: one batch.");
});
var part = new Option<string>("--part")
{
    Description = "day: a whole bank's statements received over HTTP; year: a bank's year in the tables; "
        + "cluster: several collectors on one PostgreSQL, some killed; all: one after another.",
    DefaultValueFactory = _ => "all",
};
part.AcceptOnlyFromAmong("all", "day", "year", "cluster");
var headOffice = new Command("headoffice",
    "A bank's day and year at head office; several collectors, and what kills lose.");
headOffice.Options.Add(part);
headOffice.Options.Add(fleet);
headOffice.Options.Add(lines);
var outlets = new Option<int>("--outlets")
{
    Description = "day, year: outlets, with 6.5 tellers each.", DefaultValueFactory = _ => 23_433,
};
var days = new Option<int>("--days")
{
    Description = "year: days that are written.", DefaultValueFactory = _ => 365,
};
headOffice.Options.Add(outlets);
headOffice.Options.Add(days);
headOffice.SetAction(async (parsed, stop) =>
{
    var (which, failed) = (parsed.GetValue(part), 0);
    bool Asked(string name) => which == "all" || which == name;
    if (Asked("day"))
        failed |= await DayBench.RunAsync(parsed.GetValue(outlets), Console.Out, Console.Error, stop);
    if (Asked("year"))
        failed |= await YearBench.RunAsync(
            parsed.GetValue(outlets), parsed.GetValue(days), Console.Out, Console.Error);
    if (Asked("cluster"))
        failed |= await ClusterBench.RunAsync(
            parsed.GetValue(fleet), parsed.GetValue(lines), Console.Out, Console.Error, stop);
    return failed;
});

var root = new RootCommand("Figures, side by side in one run on this machine.")
{
    ingest, press, simulate, stacks, stores, reports, wear, headOffice, HilCommand.Make(),
};
return await root.Parse(args).InvokeAsync();
