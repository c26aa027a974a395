using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Capture;

/// <summary>How a technician tries the device.</summary>
internal sealed record ServiceSettings
{
    /// <summary>How long the keys are held down for it; null: no service mode.</summary>
    public TimeSpan? Hold { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>It ends by itself after this, whatever is done in it.</summary>
    public TimeSpan Most { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>Service mode, while it lasts.</summary>
/// <param name="EndsAt">It ends then at the latest; nothing puts that off.</param>
/// <param name="StepEnds">The present step ends then; null: a person ends it.</param>
/// <param name="Asked">The entry whose ack is waited for, in <see cref="DevicePart.Link"/>.</param>
/// <param name="Presses">Test presses so far.</param>
/// <param name="Refused">Invitations asked for and not opened.</param>
/// <param name="Picture">For panels.</param>
internal sealed record ServiceRun(
    TimeSpan EndsAt, TimeSpan? StepEnds, long Asked, int Presses, int Refused, ServicePicture Picture)
{
    /// <summary>Past this service mode ends: keys played with must not fill the journal.</summary>
    public const int MostPresses = 300;

    /// <summary>How long the collector has to acknowledge.</summary>
    public static readonly TimeSpan LinkTime = TimeSpan.FromSeconds(15);

    /// <summary>How long the results are shown.</summary>
    public static readonly TimeSpan ResultsTime = TimeSpan.FromSeconds(30);

    /// <summary>When time alone changes it.</summary>
    public TimeSpan Due => StepEnds < EndsAt ? StepEnds.Value : EndsAt;
}
