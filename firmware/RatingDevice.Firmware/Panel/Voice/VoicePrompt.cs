namespace RatingDevice.Firmware.Panel.Voice;

/// <summary>What is said when; pure. The same for every key.</summary>
internal static class VoicePrompt
{
    public const string Invited = "invited.wav", Thanks = "thanks.wav";

    /// <summary>
    /// The file to play when one view follows another; null for silence. Thanks is said anew for a changed
    /// mind: that shows until a later time, the end of the grace time does not.
    /// </summary>
    public static string? Of(PanelView? before, PanelView now) => now.Mood switch
    {
        PanelMood.Invited when before?.Mood != PanelMood.Invited || before.Until != now.Until => Invited,
        PanelMood.Thanks when before?.Mood != PanelMood.Thanks || before.Until != now.Until => Thanks,
        _ => null,
    };
}
