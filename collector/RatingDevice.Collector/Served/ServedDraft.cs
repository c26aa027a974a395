using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Served;

/// <summary>A delivery while it is compared with what is held: later rows see earlier ones.</summary>
internal sealed class ServedDraft(IRatingStore store, DateTimeOffset now, string source)
{
    private readonly Dictionary<(OutletId, DateOnly), Dictionary<ServiceId, ServedRow>> _days = [];
    private readonly Dictionary<(OutletId, DateOnly, ServiceId), ServedRow> _new = [], _completed = [];
    private readonly List<ServedContradiction> _contradictions = [];
    private readonly List<RefusedRow> _refused = [], _contradicting = [];
    private int _taken, _completions, _known;

    public DateTimeOffset Now => now;

    public void Refuse(long number, string why) => _refused.Add(new(number, why));

    public void Take(long number, ServedRow row)
    {
        var day = Day(row.Outlet, row.Day);
        if (!day.TryGetValue(row.Ticket, out var held) && Elsewhere(row) is { } found) held = found;
        if (held is null)
        {
            if (day.Count >= ServedDesk.MostOfDay)
            {
                Refuse(number, $"{row.Day:yyyy-MM-dd} has {ServedDesk.MostOfDay} customers already");
                return;
            }

            _new[Key(row)] = day[row.Ticket] = row;
            _taken++;
            return;
        }

        var (news, together) = ServedMerge.Of(held, row);
        switch (news)
        {
            case ServedNews.Known:
                _known++;
                break;
            case ServedNews.Completes:
                Day(held.Outlet, held.Day)[held.Ticket] = together;
                (_new.ContainsKey(Key(held)) ? _new : _completed)[Key(held)] = together;
                _completions++;
                break;
            default:
                _contradictions.Add(new(held, row, now, source));
                _contradicting.Add(new(
                    number, $"says otherwise of ticket {row.Ticket} than was told before"));
                break;
        }
    }

    /// <summary>What to commit; null where nothing is new.</summary>
    public ServedGroup? Group() => _new.Count + _completed.Count + _contradictions.Count == 0 ? null
        : new([.. _new.Values], _contradictions) { Completed = [.. _completed.Values] };

    public ServedReceipt Receipt() => new(_taken, _completions, _known, _contradicting, _refused);

    /// <summary>
    /// The row this one completes where it counts in another day: what was told before the call may lie
    /// before the cut-over hour. It stays there. Only one that shares a moment can be the same customer, as
    /// tickets begin anew each day.
    /// </summary>
    private ServedRow? Elsewhere(ServedRow row)
    {
        foreach (var other in new[] { row.Day.AddDays(-1), row.Day.AddDays(1) })
        {
            if (Day(row.Outlet, other).TryGetValue(row.Ticket, out var held)
                && (Same(held.Issued, row.Issued) || Same(held.Called, row.Called)
                    || Same(held.Finished, row.Finished)))
                return held;
        }

        return null;
    }

    private Dictionary<ServiceId, ServedRow> Day(OutletId outlet, DateOnly day)
    {
        if (!_days.TryGetValue((outlet, day), out var held))
            _days[(outlet, day)] = held = store.Served(outlet, day).ToDictionary(r => r.Ticket);
        return held;
    }

    private static bool Same(DateTimeOffset? held, DateTimeOffset? told) => held is not null && held == told;

    private static (OutletId, DateOnly, ServiceId) Key(ServedRow row) => (row.Outlet, row.Day, row.Ticket);
}
