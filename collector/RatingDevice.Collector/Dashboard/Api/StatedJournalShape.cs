using RatingDevice.Collector.HeadOffice;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>Whose a journal is said to be, and with which key it is signed, first on a day.</summary>
internal sealed record JournalClaimShape(string Device, string Key, DateOnly Day);

/// <summary>Numbers that no day states, and the days beside them; null before the first stated.</summary>
internal sealed record UnstatedRunShape(long First, long Last, DateOnly? After, DateOnly? Before);

/// <summary>A journal of a device over all days the outlet stated.</summary>
/// <param name="Journal">Which.</param>
/// <param name="Claims">More than one: two devices claim it, or its key changed, which no honest journal
/// has.</param>
/// <param name="Last">The highest number stated.</param>
/// <param name="NotStated">Numbers from 2 up to it that no day of the outlet states: of entries that belong
/// to no day, of another outlet or of days not sealed; or left out. An audit shows the lines.</param>
/// <param name="Runs">The longest runs of them.</param>
internal sealed record StatedJournalShape(
    string Journal, IReadOnlyList<JournalClaimShape> Claims, long Last, long NotStated,
    IReadOnlyList<UnstatedRunShape> Runs)
{
    public static StatedJournalShape Of(JournalAccount a) => new(
        a.Journal.ToString(),
        [.. a.Claims.Select(c => new JournalClaimShape(c.Device.ToString(), c.Key.ToString(), c.By.Day))],
        a.Last, a.Unstated,
        [.. a.Holes.Select(h => new UnstatedRunShape(h.First, h.Last, h.From?.Day, h.To?.Day))]);
}
