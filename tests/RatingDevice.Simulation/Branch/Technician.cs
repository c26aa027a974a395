using RatingDevice.Firmware.Capture;
using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Simulation.Branch;

/// <summary>
/// Whoever comes to a counter and is no customer: a technician who asks for service mode and may not leave
/// it, tellers with cards, somebody with a card from elsewhere, and a teller's key with nobody signed on,
/// which begins a PIN that customers then type for nothing.
/// </summary>
internal sealed class Technician(SimDevice device, Random chance)
{
    /// <summary>Keys 1 and 2; some customers type it without knowing.</summary>
    public const string Pin = "12";

    private static readonly string[] Cards = ["11110000", "22220000", "99990000"];

    /// <summary>What every device knows; the last card is nobody's.</summary>
    public static TellerBook Book { get; } = new(new TellerKeys
    {
        Salt = "sim", Rounds = 1,
        Tellers =
        [
            new TellerKey
            {
                Teller = TellerId.Parse("1001"), Cards = [Of(SignOnProof.Card, Cards[0])],
                Pin = Of(SignOnProof.Pin, Pin),
            },
            new TellerKey { Teller = TellerId.Parse("1002"), Cards = [Of(SignOnProof.Card, Cards[1])] },
        ],
    });

    public async Task RunAsync(TimeSpan until)
    {
        while (true)
        {
            await device.World.Delay(TimeSpan.FromSeconds(5 + (chance.NextDouble() * 120)));
            if (device.World.Scheduler.Now >= until) return;
            var up = device.Clock.Up;
            switch (chance.Next(6))
            {
                case 0: device.Panel?.Ask(new PanelTechnician(up)); break;
                case 1:
                    device.Panel?.Ask(new PanelSignOff(up));
                    Key(up);
                    break;
                default:
                    var card = new Secret(Cards[chance.Next(Cards.Length)]);
                    device.Panel?.Ask(new PanelProof(SignOnProof.Card, card, up));
                    break;
            }
        }
    }

    private void Key(TimeSpan up)
    {
        device.Panel?.Ask(new KeyEdge(PanelKey.Invite, true, up));
        device.Panel?.Ask(new KeyEdge(PanelKey.Invite, false, up));
    }

    private static Digest Of(SignOnProof with, string text) => TellerKeys.Of(with, text, "sim", 1);
}
