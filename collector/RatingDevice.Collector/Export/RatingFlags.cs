using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Flags;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Export;

/// <summary>
/// Which rules flagged a rating: found for a whole day of an outlet when the first of its ratings comes by,
/// and forgotten days later, so that memory does not grow with the export.
/// </summary>
internal sealed class RatingFlags(FlagReader flags)
{
    /// <summary>Ratings come in order of time; outlets' days begin and end within a day of each
    /// other.</summary>
    private const int KeptDays = 2;

    private readonly Dictionary<(OutletId, DateOnly), ILookup<EntryKey, string>> _days = [];

    /// <summary>Ids of the rules in their order, a blank between; null for none.</summary>
    public string? Of(CounterEvent rating)
    {
        var (outlet, day) = (rating.Post.Outlet, rating.Slot.Day);
        if (!_days.TryGetValue((outlet, day), out var flagged))
        {
            foreach (var old in _days.Keys.Where(d => d.Item2.AddDays(KeptDays) < day).ToList())
                _days.Remove(old);
            flagged = _days[(outlet, day)] = Find(outlet, day);
        }

        var rules = flagged[new(rating.Journal, rating.Invited)];
        return rules.Any() ? string.Join(' ', rules.Distinct().Order(StringComparer.Ordinal)) : null;
    }

    private ILookup<EntryKey, string> Find(OutletId outlet, DateOnly day) =>
        (from found in flags.Ask(outlet, Period.Day(day))
         from invitation in found.Finding.Invitations
         select (Key: EntryKey.Of(invitation), found.Finding.Rule)).ToLookup(f => f.Key, f => f.Rule);
}
