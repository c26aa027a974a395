using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>
/// What SQLite's keys refuse by themselves is refused here before anything is written: evidence that is held
/// already, a row without its line, a row or a boot's place twice.
/// </summary>
internal static class GroupCheck
{
    /// <summary>Why a group cannot be kept; null where it can.</summary>
    public static string? Refusal(
        IntakeGroup group, LiteDbNames names, Func<JournalId, IReadOnlyList<BootAnchor>> anchors,
        Func<DeviceMoment, bool> held)
    {
        var known = group.Journals.Select(j => j.Journal).ToHashSet();
        var segments = new Dictionary<JournalId, List<Segment>>();
        foreach (var s in group.Segments)
        {
            if (!known.Contains(s.Journal)) return $"journal {s.Journal} is not named";
            if (!segments.TryGetValue(s.Journal, out var before)) segments[s.Journal] = before = [];
            var end = before.Count > 0 ? before[^1].Last : names.Find(s.Journal)?.Head ?? 0;
            if (s.First <= end) return $"line {s.First} of {s.Journal} is held already";
            before.Add(s);
        }

        return Row(group.Events, segments) ?? Boot(group.Anchors, anchors)
            ?? Told(group.Moments, known, names, held);
    }

    private static string? Row(
        IReadOnlyList<CounterEvent> events, Dictionary<JournalId, List<Segment>> segments)
    {
        var rows = new HashSet<(JournalId, long)>();
        var bad = events.FirstOrDefault(e => !segments.TryGetValue(e.Journal, out var own)
            || !own.Exists(s => e.N >= s.First && e.N <= s.Last) || !rows.Add((e.Journal, e.N)));
        return bad is null ? null : $"row {bad.N} of {bad.Journal} is held already, or has no line";
    }

    private static string? Told(
        IReadOnlyList<DeviceMoment> moments, HashSet<JournalId> known, LiteDbNames names,
        Func<DeviceMoment, bool> held)
    {
        var rows = new HashSet<(JournalId, long)>();
        var bad = moments.FirstOrDefault(m => !rows.Add((m.Journal, m.N))
            || (names.Number(m.Journal) is null ? !known.Contains(m.Journal) : held(m)));
        return bad is null ? null : $"moment {bad.N} of {bad.Journal} is held already, or has no journal";
    }

    private static string? Boot(
        IReadOnlyList<BootAnchor> placed, Func<JournalId, IReadOnlyList<BootAnchor>> anchors)
    {
        foreach (var of in placed.GroupBy(a => a.Journal))
        {
            var boots = anchors(of.Key).Select(a => a.Boot).ToHashSet();
            if (of.FirstOrDefault(a => !boots.Add(a.Boot)) is { } twice)
                return $"boot {twice.Boot} of {of.Key} has a place already";
        }

        return null;
    }
}
