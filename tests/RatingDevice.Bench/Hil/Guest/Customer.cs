using System.Diagnostics;

namespace RatingDevice.Bench.Hil.Guest;

/// <summary>
/// Teller and customer in front of a played panel: they press and look, and say what they saw.
/// </summary>
internal sealed class Customer(PlayedPanel panel, TimeSpan patience)
{
    private static readonly TimeSpan ToneWithin = TimeSpan.FromSeconds(1);

    // Looking costs the emulated machine what the device needs for answering.
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

    // People hold a key about so long at least, and until the panel shows that it took notice.
    private static readonly TimeSpan Held = TimeSpan.FromMilliseconds(25);

    /// <summary>
    /// One invitation and one press; Ok when thanks was seen. The tone is shorter than a pause of an emulated
    /// machine can be, so it is told by itself whether that was seen.
    /// </summary>
    public async Task<GuestAnswer> RateAsync(IReadOnlyList<int> keys, Random random)
    {
        var invited = await InviteAsync(random);
        if (!invited.Ok) return invited;
        var edges = invited.Edges;
        var (thankedAt, sounded) = ((long?)null, !panel.Lamps.Contains("buzzer"));
        edges += await PressAsync(keys, random, () => SeesAsync(() =>
        {
            if (!sounded) sounded = panel.IsLit("buzzer");
            if (panel.IsLit("thanks")) thankedAt ??= Stopwatch.GetTimestamp();
            return thankedAt is { } at && (sounded || Stopwatch.GetElapsedTime(at) > ToneWithin);
        }));
        var thanked = thankedAt is not null;
        return new GuestAnswer(
            thanked, thanked ? "" : "no thanks was shown", panel.Lit, edges, panel.Slow, sounded);
    }

    /// <summary>The teller's key; Ok when the invitation was shown.</summary>
    public async Task<GuestAnswer> InviteAsync(Random random)
    {
        var shown = false;
        var edges = await PressAsync([4], random, async () => shown = await SeesAsync(Invited));
        return new GuestAnswer(shown, shown ? "" : "no invitation was shown", panel.Lit, edges, panel.Slow);
    }

    private bool Invited() => panel.IsLit("invited") && !panel.IsLit("thanks")
        && (!panel.Lamps.Contains("key-lamps") || panel.IsLit("key-lamps"));

    /// <summary>Keys go down together, are held while somebody looks, and come up together.</summary>
    private async Task<int> PressAsync(IReadOnlyList<int> keys, Random random, Func<Task<bool>> look)
    {
        var edges = 0;
        var begun = Stopwatch.GetTimestamp();
        foreach (var key in keys) edges += await panel.MoveAsync(key, down: true, random);
        await look();
        var left = Held - Stopwatch.GetElapsedTime(begun);
        if (left > TimeSpan.Zero) await Task.Delay(left);
        foreach (var key in keys) edges += await panel.MoveAsync(key, down: false, random);
        return edges;
    }

    /// <summary>Looks until it is so, or patience is at an end.</summary>
    public async Task<bool> SeesAsync(Func<bool> shown)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!shown())
        {
            if (Stopwatch.GetElapsedTime(begun) > patience) return false;
            await Task.Delay(Glance);
        }
        return true;
    }
}
