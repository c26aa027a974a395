namespace RatingDevice.Collector.Account;

/// <summary>Who was signed on at each counter, by what devices wrote on the day.</summary>
internal sealed class SignedOn
{
    private readonly Dictionary<CounterId, List<(DateTimeOffset At, bool Leaves, TellerId? Teller)>> _known;

    private SignedOn(OutletDay day) => _known =
        day.Moments.Where(m => m.Kind is MomentKind.SignOn or MomentKind.SignOff)
            .Select(m => (m.Post.Counter, m.At, m.Journal, m.N, Leaves: m.Kind == MomentKind.SignOff,
                m.Teller))
            .Concat(day.Events.Select(e =>
                (e.Post.Counter, e.At, e.Journal, e.N, Leaves: false, e.Teller)))
            .OrderBy(k => k.At).ThenBy(k => k.Journal).ThenBy(k => k.N)
            .GroupBy(k => k.Counter)
            .ToDictionary(g => g.Key, g => g.Select(k => (k.At, k.Leaves, k.Teller)).ToList());

    public static SignedOn Of(OutletDay day) => new(day);

    /// <summary>
    /// The teller signed on at a counter at a moment; null for nobody, or where nothing was written there.
    /// Before the day's first entry it is who that entry shows to have been there already.
    /// </summary>
    public TellerId? At(CounterId counter, DateTimeOffset moment)
    {
        if (!_known.TryGetValue(counter, out var known)) return null;
        var last = known.FindLastIndex(k => k.At <= moment);
        if (last >= 0) return known[last].Leaves ? null : known[last].Teller;
        return known[0].Leaves ? known[0].Teller : null;
    }
}
