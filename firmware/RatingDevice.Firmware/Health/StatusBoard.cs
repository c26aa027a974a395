using RatingDevice.Firmware.Capture;
using RatingDevice.Firmware.Journal;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Health;

/// <summary>Writes what the device says of itself; the link adds its session number.</summary>
/// <param name="counter">The counter's latest state.</param>
/// <param name="overflow">Events lost to full queues so far.</param>
/// <param name="freeDisk">Free bytes where the journal lies.</param>
internal sealed class StatusBoard(
    DeviceJournal journal,
    DeviceClock clock,
    Func<CounterState> counter,
    Func<long> overflow,
    Func<long> freeDisk,
    string firmware)
{
    private TellerId? _teller;
    private IReadOnlyList<FaultCode> _faults = [];

    /// <summary>A will is spoken after the device's death, so it claims nothing but that.</summary>
    public Status Build(LinkState state)
    {
        var bare = new Status { V = Limits.Version, Session = 0, State = state };
        if (state == LinkState.Lost) return bare;
        var at = counter();
        return bare with
        {
            Journal = journal.Id,
            Head = journal.Head.N,
            Acked = journal.Acked.N,
            Overflow = overflow(),
            Clock = clock.Quality,
            FreeDisk = freeDisk(),
            Faults = at.Faults,
            Teller = at.TellerNow,
            Firmware = firmware,
        };
    }

    /// <summary>
    /// True when the branch should hear of a change at once; called on the counter's loop only.
    /// </summary>
    public bool IsNews(CounterState at)
    {
        var news = _teller != at.TellerNow || !ReferenceEquals(_faults, at.Faults);
        (_teller, _faults) = (at.TellerNow, at.Faults);
        return news;
    }
}
