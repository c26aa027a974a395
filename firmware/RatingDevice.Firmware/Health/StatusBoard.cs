using RatingDevice.Firmware.Capture;
using RatingDevice.Firmware.Journal;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Health;

/// <summary>Writes what the device says of itself.</summary>
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
    /// <summary>
    /// Grows over restarts without a file of its own: every start writes lines, so the journal's head at the start
    /// is higher each time; below it a million connects fit.
    /// </summary>
    private long _session = journal.Head.N << 20;

    /// <summary>A will is made before each connect, so it begins a new session; what is said then belongs to it.</summary>
    public Status Build(LinkState state)
    {
        if (state == LinkState.Lost) return new Status { V = Limits.Version, Session = ++_session, State = state };
        var at = counter();
        return new Status
        {
            V = Limits.Version,
            Session = _session,
            State = state,
            Journal = journal.Id,
            Head = journal.Head.N,
            Acked = journal.Acked.N,
            Overflow = overflow(),
            Clock = clock.Quality,
            FreeDisk = freeDisk(),
            Faults = at.Faults,
            Teller = at.Outage is { } outage ? outage.Teller : at.Teller,
            Firmware = firmware,
        };
    }
}
