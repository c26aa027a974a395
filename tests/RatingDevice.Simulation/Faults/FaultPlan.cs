using System.Globalization;

namespace RatingDevice.Simulation.Faults;

/// <summary>One thing that goes wrong.</summary>
/// <param name="At">When, since the beginning.</param>
/// <param name="Kind">What.</param>
/// <param name="Machine">To whom: 0 is the collector, 1 to n the devices.</param>
/// <param name="Lasts">For how long, where it lasts.</param>
/// <param name="Point">For <see cref="FaultKind.CrashAtPoint"/>: where.</param>
/// <param name="Crash">How a program ends.</param>
/// <param name="Number">How often: the k-th pass of the point, or how many syncs fail.</param>
internal sealed record FaultEvent(
    TimeSpan At, FaultKind Kind, int Machine, TimeSpan Lasts, CrashPoint Point, CrashKind Crash, int Number)
{
    public override string ToString()
    {
        var crash = Kind == FaultKind.CrashAtPoint ? $" {Point}#{Number} {Crash}" : "";
        var who = Machine == 0 ? "collector" : $"d-{Machine}";
        return string.Create(CultureInfo.InvariantCulture,
            $"{Kind}{crash} of {who} for {Lasts.TotalSeconds:0.#} s");
    }
}

/// <summary>All that will go wrong in a run, drawn from the seed before it begins.</summary>
internal static class FaultPlan
{
    private static readonly CrashPoint[] OfDevices =
    [
        CrashPoint.DiskChange, CrashPoint.DiskChange, CrashPoint.BeforeSync, CrashPoint.AfterSync,
        CrashPoint.BeforeThanks, CrashPoint.AfterThanks, CrashPoint.BeforeSend, CrashPoint.AfterSend,
        CrashPoint.BeforeAckHeard, CrashPoint.AfterAckHeard,
    ];

    private static readonly CrashPoint[] OfCollector =
    [
        CrashPoint.DiskChange, CrashPoint.DiskChange, CrashPoint.BeforeSync, CrashPoint.AfterSync,
        CrashPoint.BeforeAckSent, CrashPoint.AfterAckSent,
    ];

    private static readonly FaultKind[] DeviceOnly =
        [FaultKind.ClockJump, FaultKind.ClockLost, FaultKind.PanelLost, FaultKind.Unreachable];

    public static IReadOnlyList<FaultEvent> Draw(Random random, int devices, TimeSpan until, int count)
    {
        var kinds = Enum.GetValues<FaultKind>();
        var plan = new List<FaultEvent>();
        for (var i = 0; i < count; i++)
        {
            var kind = random.Next(3) == 0 ? FaultKind.CrashAtPoint : kinds[random.Next(kinds.Length)];
            var machine = kind == FaultKind.Restored ? 0
                : DeviceOnly.Contains(kind) ? random.Next(1, devices + 1) : random.Next(devices + 1);
            var points = machine == 0 ? OfCollector : OfDevices;
            plan.Add(new FaultEvent(
                until * random.NextDouble(), kind, machine, Lasting(random),
                points[random.Next(points.Length)], (CrashKind)random.Next(2),
                random.Next(1, kind == FaultKind.CrashAtPoint ? 12 : 6)));
        }

        return [.. plan.OrderBy(e => e.At)];
    }

    // Mostly short, sometimes very long: time-outs and back-offs of every length must be passed.
    private static TimeSpan Lasting(Random random) =>
        TimeSpan.FromSeconds(Math.Exp(random.NextDouble() * Math.Log(300)));
}
