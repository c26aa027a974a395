using RatingDevice.Firmware.Capture;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Capture;

/// <summary>
/// What no journal of a counter may say, whoever presses what: read line by line as a collector would.
/// </summary>
internal sealed class JournalLaw
{
    private readonly Dictionary<long, int> _open = [];
    private readonly HashSet<long> _ratings = [];
    private long _n;
    private bool _service;
    private TimeSpan _up;

    public TellerId? Teller { get; private set; }

    public int Ratings { get; private set; }

    /// <summary>Presses that the lines stand for.</summary>
    public int Presses { get; private set; }

    public void Read(Entry entry)
    {
        _n++;
        Assert.True(entry.Up >= _up, $"{_n}: time goes back");
        _up = entry.Up;
        if (_service)
            Assert.True(entry is not (Invited or Rated or Unrated or Stray), $"{_n}: {entry} in service");
        switch (entry)
        {
            case SignOn on:
                Assert.Null(Teller);
                Teller = on.Teller;
                if (on.With == SignOnProof.Pin) Presses += 2; // PIN 12, typed on the keys
                break;
            case SignOff off:
                Assert.Equal(Teller, off.Teller);
                Teller = null;
                break;
            case Invited invited:
                Assert.Empty(_open);
                Assert.Equal(Teller, invited.Teller);
                _open[_n] = 0;
                break;
            case Rated rated: Read(rated); break;
            case Unrated unrated: Assert.True(_open.Remove(unrated.Invited), $"{_n}: closes nothing"); break;
            case Stray stray: Presses += stray.Count; break;
            case SignOnRefused refused: Presses += refused.Presses ?? 0; break;
            case ServiceMode mode:
                Assert.NotEqual(_service, mode.On);
                Assert.Empty(_open);
                _service = mode.On;
                break;
            case Test:
                Assert.True(_service, $"{_n}: a test outside service mode");
                Presses++;
                break;
            case Check: Assert.True(_service, $"{_n}: a check outside service mode"); break;
            case Fault fault: Presses += fault.Missed; break;
        }
    }

    private void Read(Rated rated)
    {
        Presses++;
        if (rated.Replaces is { } before)
        {
            Assert.True(_ratings.Remove(before), $"{_n}: replaces no rating that stands");
        }
        else
        {
            Assert.True(_open.Remove(rated.Invited), $"{_n}: answers no open invitation");
            Ratings++;
        }

        _ratings.Add(_n);
    }

    /// <summary>Presses that a state still holds.</summary>
    public static int Held(CounterState state) => state.Strays.Held + (state.Outage?.Missed ?? 0)
        + (state.Typing?.Digits.Text.Length ?? 0);
}
