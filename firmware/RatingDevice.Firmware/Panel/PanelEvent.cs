using RatingDevice.Wire;

namespace RatingDevice.Firmware.Panel;

/// <summary>Something a panel saw.</summary>
/// <param name="Up">Monotonic time of it, <see cref="DeviceClock.Up"/>'s scale.</param>
internal abstract record PanelEvent(TimeSpan Up);

/// <summary>A key went down or up; may bounce.</summary>
internal sealed record KeyEdge(PanelKey Key, bool Down, TimeSpan Up) : PanelEvent(Up);

/// <summary>The teller signed on at the panel.</summary>
internal sealed record PanelSignOn(TellerId Teller, TimeSpan Up) : PanelEvent(Up);

/// <summary>The teller signed off at the panel.</summary>
internal sealed record PanelSignOff(TimeSpan Up) : PanelEvent(Up);

/// <summary>A card was read, or a PIN was typed as a whole.</summary>
internal sealed record PanelProof(SignOnProof With, Secret Shown, TimeSpan Up) : PanelEvent(Up);

/// <summary>A technician asks for service mode; real keys are held down instead.</summary>
internal sealed record PanelTechnician(TimeSpan Up) : PanelEvent(Up);

/// <summary>The teller invites by a touch button, where known with the ticket; a real key is a
/// <see cref="KeyEdge"/>.</summary>
internal sealed record PanelInvite(ServiceId? Service, TimeSpan Up) : PanelEvent(Up);

/// <summary>The panel broke or came back: <see cref="FaultCode.PanelLost"/> or
/// <see cref="FaultCode.PanelDropped"/>.</summary>
internal sealed record PanelFault(FaultCode Code, bool Raised, string Detail, TimeSpan Up) : PanelEvent(Up);

/// <summary>A key of the panel: one of the levels, the teller's invite key, or the sign-off key.</summary>
/// <param name="Level">The level; null for the teller's keys.</param>
internal readonly record struct PanelKey(LevelCode? Level)
{
    public static PanelKey Invite => new(null);

    public static PanelKey SignOff => new(null) { IsSignOff = true };

    public bool IsSignOff { get; private init; }

    public override string ToString() => Level?.ToString() ?? (IsSignOff ? "sign-off" : "invite");
}
