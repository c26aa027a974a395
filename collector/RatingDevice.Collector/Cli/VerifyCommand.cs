using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Verify;

namespace RatingDevice.Collector.Cli;

/// <summary>"verify": every chain, signature, typed row and rollup again; at head office every chain of
/// statements and every row figures are made of. Says what it checked.</summary>
internal sealed class VerifyCommand
{
    private readonly Option<string> _data = CliParts.Data();
    private readonly Option<bool> _json = new("--json") { Description = "One JSON object on stdout." };

    public Command Make()
    {
        var command = new Command("verify",
            "Re-checks chains and signatures and rebuilds the rollups; at head office re-checks the outlets' "
            + "statements against the keys of the bank's tree, and makes every row of figures again. Exit "
            + "code 1 when something is off.")
        {
            _data, _json,
        };
        command.SetAction((parsed, _) => CliParts.GuardAsync(() => Task.FromResult(Run(parsed))));
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var files = new CollectorFiles(parsed.GetRequiredValue(_data));
        if (File.Exists(files.UnitName)) 
            return VerifyOffice.Run(files, parsed.GetValue(_json), parsed.InvocationConfiguration.Output);
        using var store = CliParts.OpenStore(files);
        var registry = files.LastRegistry();
        var report = Verification.Run(store, registry, Console.IsErrorRedirected ? null : Progress);
        var definitions = DefinitionBook.WithFolder(files.Definitions);
        var derived = DerivedCheck.Run(store, registry, definitions);
        var statements = StatementCheck.Run(store, registry, definitions);
        Console.WriteLine(parsed.GetValue(_json)
            ? JsonSerializer.Serialize(
                VerifyShape.Of(report, derived, statements), VerifyJson.Default.VerifyShape)
            : $"{Text(report)}\n{Text(derived)}\n{Text(statements)}");
        return report.Ok && derived.Ok && statements.Ok ? 0 : CliParts.Failed;
    }

    private static void Progress(VerificationProgress at) => Console.Error.Write(
        $"\rjournal {at.JournalsDone + 1} of {at.JournalsTotal}, {at.Entries} entries ");

    private static string Text(DerivedReport r) => string.Join('\n',
    [
        $"Made the account, waiting and flags of {r.Days} settled days again; {r.Waiting} days wait.",
        r.Ok ? "They equal what is held." : "Some are not what the rows give:",
        .. r.Faults.Select(f => $"  {f.What}"),
    ]);

    private static string Text(StatementReport r) => string.Join('\n',
    [
        $"Checked {r.Statements} statements in their chains, and made {r.Days} days of them again.",
        r.Ok ? "Every number, digest, signature and count holds." : "Some do not hold:",
        .. r.Faults.Select(f => $"  {f.What}"),
    ]);

    private static string Text(VerificationReport r) => string.Join('\n',
    [
        $"Checked {r.Journals} journals, {r.Segments} signatures, {r.Entries} lines in their chains, "
            + $"{r.Events} typed rows and {r.Cells} rollup cells.",
        r.ChainOk ? "Every line, signature and typed row holds." : "Some lines do not hold:",
        .. r.Faults.Select(f => f.Journal is { } j ? $"  journal {j} entry {f.N}: {f.What}" : $"  {f.What}"),
        r.RollupsEqualRebuild ? "The rollups equal a rebuild from the lines."
            : "The rollups do not equal a rebuild from the lines.",
    ]);
}

/// <summary>The report for programs; ok is true where all of it holds.</summary>
internal sealed record VerifyShape(
    bool Ok, bool ChainOk, bool RollupsEqualRebuild, int Journals, long Segments, long Entries, long Events,
    long Cells, IReadOnlyList<VerifyFaultShape> Faults, bool DerivedEqualRebuild, long Days, int DaysWaiting,
    bool StatementsOk, long Statements)
{
    public static VerifyShape Of(
        VerificationReport r, DerivedReport derived, StatementReport statements) => new(
        r.Ok && derived.Ok && statements.Ok, r.ChainOk, r.RollupsEqualRebuild, r.Journals, r.Segments,
        r.Entries, r.Events, r.Cells,
        [.. r.Faults.Concat(derived.Faults).Concat(statements.Faults)
            .Select(f => new VerifyFaultShape(f.Journal?.ToString(), f.N, f.What))],
        derived.Ok, derived.Days, derived.Waiting, statements.Ok, statements.Statements);
}

/// <summary>Something that does not hold.</summary>
internal sealed record VerifyFaultShape(string? Journal, long N, string What);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(VerifyShape))]
internal sealed partial class VerifyJson : JsonSerializerContext;
