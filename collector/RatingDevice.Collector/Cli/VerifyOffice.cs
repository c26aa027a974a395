using System.Text.Json;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.Verify.Office;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.Cli;

/// <summary>"verify" on the data directory of a unit that receives statements.</summary>
internal static class VerifyOffice
{
    private const int MostRuns = 5;

    /// <exception cref="OptionsException">There is no tree to check keys by.</exception>
    public static int Run(CollectorFiles files, bool json, TextWriter output)
    {
        var tree = files.LastTree() ?? throw new OptionsException(
            $"There is no good {Path.GetFileName(files.KeptTree)} in {files.Root}, which has the outlets' "
            + "keys. Nothing was checked; start the unit once with the bank's file.");
        using var store = CliParts.OpenStore(files);
        var report = OfficeCheck.Run(
            store.Statements, tree, Console.IsErrorRedirected ? null : Progress);
        output.WriteLine(json
            ? JsonSerializer.Serialize(
                VerifyOfficeShape.Of(report), VerifyOfficeJson.Default.VerifyOfficeShape)
            : string.Join('\n', Text(report)));
        return report.Ok ? 0 : CliParts.Failed;
    }

    private static void Progress(OfficeProgress at) => Console.Error.Write(
        $"\routlet {at.OutletsDone} of {at.OutletsTotal}, {at.Statements} statements ");

    private static IEnumerable<string> Text(OfficeReport r)
    {
        yield return $"Checked {r.Outlets} outlets with {r.Statements} statements in their chains, and made "
            + $"{r.Rows} rows of figures and reports again.";
        yield return r.Ok ? "Every digest, number, signature, sum and row holds." : "Some do not hold:";
        foreach (var fault in r.Faults.Listed) yield return $"  {fault.Outlet}: {fault.What}";
        if (r.Faults.Total - r.Faults.Listed.Count is > 0 and var more) yield return $"  and {more} more";
        foreach (var note in r.Notes) yield return $"Note: {note}";
        yield return $"{r.Journals} journals of devices are named. "
            + (r.Unstated.Count == 0 ? "Each number up to the last is stated by a day."
                : "These have numbers that no day states, or two outlets state. Entries that belong to no "
                    + "day may stand there, and days that were not sealed; else ask for an audit of the days "
                    + "beside them:");
        foreach (var journal in r.Unstated) yield return $"  {Text(journal)}";
    }

    private static string Text(JournalAccount a)
    {
        var (holes, twice) = (Text(a.Holes), Text(a.Twice));
        return $"{a.Claims[0].Device}, journal {a.Journal}: {a.Unstated} of {a.Last} not stated"
            + (holes.Length > 0 ? $": {holes}" : "") + (twice.Length > 0 ? $"; stated twice: {twice}" : "");
    }

    private static string Text(IReadOnlyList<NumberRange> runs) => string.Join(", ", runs.Take(MostRuns)
        .Select(r => $"{(r.Count == 1 ? $"{r.First}" : $"{r.First}-{r.Last}")} ({At(r.From)} / {At(r.To)})"))
        + (runs.Count > MostRuns ? ", …" : "");

    private static string At(StatedAt? at) => at is null ? "-" : $"{at.Outlet} {at.Day:yyyy-MM-dd}";
}
