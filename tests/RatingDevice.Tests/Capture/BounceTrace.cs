using FsCheck;
using FsCheck.Fluent;
using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Capture;

/// <summary>
/// What a bouncing key does: some presses, each a burst of edges, a hold, a burst of edges.
/// </summary>
/// <param name="Edges">All edges in time order.</param>
/// <param name="Presses">When each press began.</param>
internal sealed record BounceTrace(IReadOnlyList<KeyEdge> Edges, IReadOnlyList<TimeSpan> Presses)
{
    public const int QuietMs = 30;

    public override string ToString() =>
        string.Join(' ', Edges.Select(e => $"{e.Key}{(e.Down ? "v" : "^")}{e.Up.TotalMilliseconds}"));

    /// <summary>Bounces closer than the quiet time; pauses and holds at least as long.</summary>
    public static Gen<BounceTrace> Of(string level) =>
        from presses in Press().ListOf()
        select Build(new PanelKey(LevelCode.Parse(level)), [.. presses]);

    private static Gen<(int Pause, int[] Down, int Hold, int[] Release)> Press() =>
        from pause in Gen.Choose(QuietMs, 5_000)
        from down in Bounces()
        from hold in Gen.Choose(QuietMs, 2_000)
        from release in Bounces()
        select (pause, down, hold, release);

    // Pairs: the contact opens and closes again, each within the quiet time.
    private static Gen<int[]> Bounces() =>
        from pairs in Gen.Choose(0, 8)
        from gaps in Gen.Choose(0, QuietMs - 1).ArrayOf(pairs * 2)
        select gaps;

    private static BounceTrace Build(PanelKey key, (int Pause, int[] Down, int Hold, int[] Release)[] presses)
    {
        var edges = new List<KeyEdge>();
        var began = new List<TimeSpan>();
        var ms = 0;
        foreach (var press in presses)
        {
            began.Add(TimeSpan.FromMilliseconds(ms += press.Pause));
            Burst(true, press.Down);
            ms += press.Hold;
            Burst(false, press.Release);
        }

        return new BounceTrace(edges, began);

        void Burst(bool down, int[] gaps)
        {
            edges.Add(new KeyEdge(key, down, TimeSpan.FromMilliseconds(ms)));
            foreach (var gap in gaps)
            {
                down = !down;
                edges.Add(new KeyEdge(key, down, TimeSpan.FromMilliseconds(ms += gap)));
            }
        }
    }
}
