using RatingDevice.Wire;

namespace RatingDevice.Firmware.Journal;

/// <summary>
/// Marks the lines a restart needs: the last of each group tells whether an invitation is open and who is
/// signed on.
/// </summary>
internal static class TurnMark
{
    public const int Invitation = 1, Teller = 2;

    public static int? Of(Entry entry) => entry switch
    {
        Invited or Rated or Unrated => Invitation,
        SignOn or SignOff => Teller,
        _ => null,
    };
}
