using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Statements;

/// <summary>What a reader asks of a statement beyond its JSON.</summary>
internal static class StatementRules
{
    /// <summary>The largest number of anything: far beyond what a device or an outlet ever has, and a million
    /// of them can still be added up.</summary>
    public const long MostCount = 1_000_000_000_000;

    /// <summary>Empty, or one sentence of what is wrong.</summary>
    public static string Check(StatementHead head, IReadOnlyList<StatementLine> lines)
    {
        if (!lines.All(Whole)) return "a field is missing";
        if (head.V != StatementText.Version) return $"version {head.V} is not known here";
        if (head.N < 1) return "n is not 1 or more";
        if (Statement.PeriodOf(head.Period) is not { } period)
            return "the period is no day, month or quarter";
        if (head.Edition < 1) return "the edition is not 1 or more";
        if (head.Edition == 1 != head.Replaces is null) return "only a further edition replaces another";
        if (head.Edition == 1 != head.Why.Count is 0) return "only a further edition has a reason";
        if (head.CutOver is < 0 or > 23) return "cutOver is no hour";
        if (Statement.Of(lines) is not { } whole) return "lines are not in their order";
        var day = period.Kind == PeriodKind.Day;
        if (day && whole.Rests.Count > 0) return "a day rests on no other statement";
        if (!day && whole.Devices.Count > 0) return "only a day has ranges of journals";
        if (!Rising(whole.Tellers.Select(t => t.Teller?.ToString() ?? ""))) return "tellers are not sorted";
        return whole.Tellers.Select(t => Counts(t.Counts, MeasureNames.IsFigure))
            .Append(Counts(whole.Waits?.Counts ?? NoCounts, MeasureNames.IsWait))
            .Concat(whole.Devices.Select(Device))
            .Append(whole.Served is { Rows: < 0 or > MostCount } ? "the number of served rows is none" : "")
            .Concat(whole.Changes.Select(Change))
            .FirstOrDefault(w => w.Length > 0) ?? "";
    }

    /// <summary>JSON leaves what is missing null.</summary>
    private static bool Whole(StatementLine line) => line switch
    {
        StatementHead h => h is
        {
            Outlet.IsValid: true, Period: not null, Why: not null, Zone: not null, Definition: not null,
            Program: not null,
        },
        TellerLine t => t.Counts is not null,
        DeviceLine d => d is { Device.IsValid: true, Counter.IsValid: true },
        WaitsLine w => w.Counts is not null,
        RestsLine r => r.Period is not null,
        ChangeLine c => c.Measure is not null,
        _ => true,
    };

    private static readonly IReadOnlyDictionary<string, long> NoCounts = new Dictionary<string, long>();

    private static string Counts(IReadOnlyDictionary<string, long> counts, Predicate<string> named)
    {
        if (!Rising(counts.Keys)) return "counts are not sorted";
        if (counts.Keys.FirstOrDefault(m => !named(m)) is { } other) return NoMeasure(other);
        return counts.Values.Any(c => c is 0 or < -MostCount or > MostCount) ? "a count is 0 or too large"
            : counts.Where(c => c.Key is Tally.Invited or Tally.Rated or Tally.Unrated or Tally.Stray)
                .Any(c => c.Value < 0) ? "a count is less than 0" : "";
    }

    private static string Device(DeviceLine line) => line.Journal is null
        ? line is not { First: 0, Last: 0, SignedTo: 0, Hash: null, Key: null, Sig: null }
            ? $"{line.Device} has a range and no journal"
            : line.Missing is >= 0 and <= MostCount ? "" : $"what is missing of {line.Device} is no number"
        : line is
            {
                First: >= 1, SignedTo: <= MostCount, Hash: not null, Key: not null, Sig: not null,
                Missing: >= 0 and <= MostCount,
            } && line.First <= line.Last && line.Last <= line.SignedTo
            ? "" : $"the range of {line.Device} is none";

    private static string Change(ChangeLine line) =>
        !MeasureNames.IsFigure(line.Measure) && !MeasureNames.IsWait(line.Measure) ? NoMeasure(line.Measure)
        : line is { Was: >= -MostCount and <= MostCount, Is: >= -MostCount and <= MostCount }
            ? "" : $"the change of {line.Measure} is too large";

    private static string NoMeasure(string text) =>
        $"'{(text.Length <= 40 ? text : text[..40] + "…")}' is no measure";

    private static bool Rising(IEnumerable<string> texts)
    {
        string? before = null;
        foreach (var text in texts)
        {
            if (before is not null && string.CompareOrdinal(before, text) >= 0) return false;
            before = text;
        }

        return true;
    }
}
