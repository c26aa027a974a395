using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using RatingDevice.Collector.Audit;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.Cli;

/// <summary>
/// "audit": asks outlets for the lines behind their statements, and says what does not hold. The running
/// collector passes the questions down and checks the answers. Exit code 0: all asked hold; 1: something does
/// not, or no answer came in time; 2: bad input.
/// </summary>
internal sealed class AuditCommand(TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly Option<string> _data = CliParts.Data();
    private readonly Option<string?> _outlet = new("--outlet") { Description = "Whose day." };
    private readonly Option<string?> _day = new("--day") { Description = "Business day, YYYY-MM-DD." };

    private readonly Option<string?> _device = new("--device")
    {
        Description = "The device that is looked at; the answer has all of the outlet.",
    };

    private readonly Option<int> _sample = new("--sample")
    {
        Description = "Asks for so many days of outlets, drawn at random from the last 92 days.",
    };

    private readonly Option<int?> _seed = new("--seed")
    {
        Description = "Draws the same sample again.",
    };

    private readonly Option<int> _wait = new("--wait")
    {
        Description = "Minutes to wait for answers; 0 asks and goes.", DefaultValueFactory = _ => 10,
    };

    private readonly Option<bool> _json = new("--json") { Description = "One JSON object on stdout." };

    public Command Make()
    {
        var command = new Command("audit",
            "Asks outlets for the journal lines behind a day's statement, and checks chain, signatures and "
            + "counts; exit code 1 when something does not hold or no answer came.")
        {
            _data, _outlet, _day, _device, _sample, _seed, _wait, _json,
        };
        command.SetAction((parsed, stop) => CliParts.GuardAsync(() => RunAsync(parsed, stop)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var files = new CollectorFiles(parsed.GetRequiredValue(_data));
        if (!File.Exists(files.UnitName))
            throw new OptionsException($"{files.Root} is of no unit. Nothing was asked; run it with role "
                + "headoffice and a unit first.");
        var unit = UnitId.Parse(File.ReadAllText(files.UnitName).Trim());
        using var store = CliParts.OpenStore(files);
        var seed = parsed.GetValue(_seed) ?? (int)(time.GetUtcNow().ToUnixTimeMilliseconds() & int.MaxValue);
        var random = new Random(seed);
        DeviceId? device = parsed.GetValue(_device) is not { } name ? null
            : DeviceId.TryParse(name, out var id) ? id
            : throw new OptionsException($"--device '{name}' is not a device id. Nothing was asked.");
        IReadOnlyList<string> unreadable = [];
        var chosen = parsed.GetValue(_sample) is > 0 and var most
            ? Sample(store.Statements, most, parsed, random, out unreadable)
            : [One(store.Statements, parsed)];
        if (device is { } looked && chosen.FirstOrDefault(
            s => s.Statement.Devices.All(d => d.Device != looked)) is { } without)
        {
            var of = without.Head;
            throw new OptionsException(
                $"The statement of {of.Outlet} of {of.Period} has no device {looked}. Nothing was asked.");
        }

        using var book = CliParts.KindOf(files).Audits(files);
        var asks = chosen.Select(s => AuditAsk.Of(store.Statements, s,
            Statement.PeriodOf(s.Head.Period)!.From, device, unit, random, time.GetUtcNow())).ToList();
        foreach (var ask in asks) book.Put(ask);
        await WaitAsync(book, asks, TimeSpan.FromMinutes(parsed.GetValue(_wait)), stop);
        var code = Say(book, asks, seed, parsed.GetValue(_json), parsed.InvocationConfiguration.Output);
        return unreadable.Count > 0 ? CliParts.Failed : code;
    }

    private IReadOnlyList<SignedStatement> Sample(
        IStatementStore statements, int most, ParseResult parsed, Random random,
        out IReadOnlyList<string> unreadable)
    {
        OutletId? only = parsed.GetValue(_outlet) is not { } name ? null
            : OutletId.TryParse(name, out var outlet) ? outlet
            : throw new OptionsException($"--outlet '{name}' is no outlet id. Nothing was asked.");
        var since = AuditSample.Since(time.GetUtcNow());
        (var drawn, unreadable) = AuditSample.Draw(statements, most, since, random, only);
        foreach (var wrong in unreadable) Console.Error.WriteLine($"{wrong} Nothing of it was asked.");
        return drawn.Count > 0 ? drawn : throw new OptionsException(
            $"No statement{(only is null ? "" : $" of {only}")} of a day with entries since "
            + $"{since:yyyy-MM-dd} can be read here. Nothing was asked.");
    }

    private SignedStatement One(IStatementStore statements, ParseResult parsed)
    {
        if (!OutletId.TryParse(parsed.GetValue(_outlet), out var outlet))
            throw new OptionsException("--outlet is missing or no outlet id. Nothing was asked; name one, or "
                + "write --sample 50.");
        if (!PeriodText.Day("--day", parsed.GetValue(_day), out var day, out var wrong, out var todo))
            throw new OptionsException($"{wrong}. Nothing was asked; {todo}.");
        return statements.Newest(outlet, PeriodKind.Day, day, day).LastOrDefault()?.Signed
            ?? throw new OptionsException($"No statement of {outlet} of {day:yyyy-MM-dd} is held here. "
                + "Nothing was asked.");
    }

    private async Task WaitAsync(
        IAuditBook book, IReadOnlyList<AuditAsk> asks, TimeSpan patience, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            var done = asks.Count(a => book.Result(a.Id) is not null);
            if (!Console.IsErrorRedirected) Console.Error.Write($"\r{done} of {asks.Count} answered ");
            if (done == asks.Count || time.GetElapsedTime(began) >= patience) return;
            await Task.Delay(Look, time, stop);
        }
    }

    private static int Say(
        IAuditBook book, IReadOnlyList<AuditAsk> asks, int seed, bool json, TextWriter to)
    {
        var results = asks.Select(a => (Ask: a, Result: book.Result(a.Id))).ToList();
        var report = new AuditReport(seed, asks.Count, results.Count(r => r.Result?.Holds == true),
            results.Count(r => r.Result?.Holds == false), results.Count(r => r.Result is null),
            [.. results.Where(r => r.Result is { Holds: false }).Select(r => AuditFault.Of(r.Result!))],
            [.. results.Select(r => AuditedDay.Of(r.Ask, r.Result))]);
        to.WriteLine(json ? JsonSerializer.Serialize(report, AuditReportJson.Default.AuditReport)
            : string.Join('\n', [
                $"Asked {report.Asked} (seed {seed}): {report.Hold} hold, {report.Broken} do not, "
                    + $"{report.Open} have no answer yet.",
                .. report.Days.Select(d => $"  {d.Outlet} {d.Day:yyyy-MM-dd}: {d.Says}"),
            ]));
        return report.Hold == report.Asked ? 0 : CliParts.Failed;
    }
}

/// <summary>What an audit came to.</summary>
internal sealed record AuditReport(
    int Seed, int Asked, int Hold, int Broken, int Open, IReadOnlyList<AuditFault> Faults,
    IReadOnlyList<AuditedDay> Days);

/// <summary>A day that was asked for: state is holds, does-not-hold or open.</summary>
internal sealed record AuditedDay(
    string Id, string Outlet, DateOnly Day, string? Device, long N, string State)
{
    /// <summary>For people.</summary>
    [JsonIgnore]
    public string Says { get; private init; } = "";

    public static AuditedDay Of(AuditAsk ask, AuditResult? found)
    {
        var (state, says) = found switch
        {
            null => ("open", "no answer yet"),
            { Holds: true } => ("holds", "holds"),
            _ => ("does-not-hold", $"does not hold: {found.Findings[0]}"),
        };
        return new(ask.Id.ToString(), ask.Outlet.ToString(), ask.Day, ask.Device?.ToString(),
            found?.N ?? ask.N, state)
        { Says = says };
    }
}

/// <summary>A day that does not hold, and the first line of it that does not.</summary>
internal sealed record AuditFault(string Outlet, DateOnly Day, long N, string First, int Findings)
{
    public static AuditFault Of(AuditResult r) =>
        new(r.Outlet.ToString(), r.Day, r.N, r.Findings[0].ToString(), r.Findings.Count);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AuditReport))]
internal sealed partial class AuditReportJson : JsonSerializerContext;
