using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Capture;

/// <summary>What a panel's events mean to the counter.</summary>
internal sealed class PanelReading(IReadOnlyList<LevelCode> levels)
{
    public bool Knows(PanelKey key) => key.Level is not { } level || levels.Contains(level);

    /// <param name="seen">An edge is taken as a press: it is debounced.</param>
    public static CounterInput Of(PanelEvent seen) => seen switch
    {
        KeyEdge { Key.Level: { } level } => new KeyPressed(level, seen.Up),
        KeyEdge { Key.IsSignOff: true } => new SignOffAsked(Trigger.Panel, seen.Up),
        KeyEdge => new InviteAsked(null, Trigger.Panel, seen.Up) { Key = true },
        PanelInvite invite => new InviteAsked(invite.Service, Trigger.Panel, seen.Up),
        PanelSignOn on => new SignOnAsked(on.Teller, Trigger.Panel, seen.Up),
        PanelSignOff => new SignOffAsked(Trigger.Panel, seen.Up),
        PanelProof proof => new ProofShown(proof.With, proof.Shown, seen.Up),
        PanelTechnician => new ServiceAsked(seen.Up),
        PanelFault fault => new FaultSeen(fault.Code, fault.Raised, fault.Detail, seen.Up),
        _ => throw new ArgumentOutOfRangeException(nameof(seen), seen, "a panel event of another kind"),
    };
}
