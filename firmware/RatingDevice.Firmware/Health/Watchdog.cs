namespace RatingDevice.Firmware.Health;

/// <summary>A loop that must turn.</summary>
/// <param name="Name">For the message.</param>
/// <param name="StillFor">How long since it last turned.</param>
/// <param name="Most">Longer than this is stuck.</param>
internal sealed record Pulse(string Name, Func<TimeSpan> StillFor, TimeSpan Most);

/// <summary>Who is stuck. While anyone is, systemd gets no sign of life and restarts the device.</summary>
internal static class Watchdog
{
    public static IReadOnlyList<string> Stuck(IEnumerable<Pulse> pulses) =>
    [
        .. from pulse in pulses
           let still = pulse.StillFor()
           where still > pulse.Most
           select $"{pulse.Name} has not moved for {still.TotalSeconds:0} s"
    ];
}
