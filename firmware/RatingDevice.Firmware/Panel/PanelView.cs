using RatingDevice.Wire;

namespace RatingDevice.Firmware.Panel;

/// <summary>What the customer and the teller are shown. The same for every level: no lamp or tone tells the
/// key.</summary>
internal enum PanelMood
{
    /// <summary>No teller; the keys are dark.</summary>
    SignedOff,

    /// <summary>Waiting for an invitation.</summary>
    Idle,

    /// <summary>Please rate.</summary>
    Invited,

    /// <summary>Thank you, it is kept; another key within the grace time replaces it.</summary>
    Thanks,

    /// <summary>Paused by the branch.</summary>
    Paused,

    /// <summary>Out of order: presses cannot be kept and are not thanked.</summary>
    OutOfOrder,

    /// <summary>Blinks, so that a technician finds the device.</summary>
    Identify,

    /// <summary>A teller types a PIN on the keys. Nothing shows what, or how much of it.</summary>
    Pin,

    /// <summary>A card or PIN was not taken, or none is taken for a while.</summary>
    Refused,

    /// <summary>Service mode: a technician tries the parts; no press counts.</summary>
    Service,
}

/// <summary>How far the tests of service mode are. The same object as long as nothing changes.</summary>
/// <param name="Step">What is being tried; null when all is done.</param>
/// <param name="Seen">Level keys seen so far.</param>
/// <param name="Results">What was found, in order.</param>
internal sealed record ServicePicture(
    DevicePart? Step, IReadOnlyList<LevelCode> Seen, IReadOnlyList<ServiceResult> Results);

/// <summary>What one test found.</summary>
internal readonly record struct ServiceResult(DevicePart Part, bool Ok);

/// <summary>One picture of the panel.</summary>
/// <param name="Mood">The state shown.</param>
/// <param name="Teller">Signed on; null for none.</param>
/// <param name="Service">Of the open or just closed invitation, where known.</param>
/// <param name="Until">Monotonic time at which this mood ends by itself; null for never.</param>
/// <param name="CanChange">True in <see cref="PanelMood.Thanks"/> while another key still replaces.</param>
/// <param name="Faults">Faults that last, for the technician's corner of the screen.</param>
internal sealed record PanelView(
    PanelMood Mood,
    TellerId? Teller = null,
    ServiceId? Service = null,
    TimeSpan? Until = null,
    bool CanChange = false,
    IReadOnlyList<FaultCode>? Faults = null)
{
    /// <summary>In <see cref="PanelMood.Service"/>.</summary>
    public ServicePicture? Tests { get; init; }
}
