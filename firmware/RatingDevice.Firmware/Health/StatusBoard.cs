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
    private bool _service;

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
            SignedOnFor = SignedOnFor(at),
            InService = at.Service is null ? null : true,
        };
    }

    private TimeSpan? SignedOnFor(CounterState at)
    {
        if (at.Outage is not null) return null; // who is there may have changed, and nothing tells when
        var now = clock.Up;
        if (at.TellerUp is { } up) return now - up;
        var earlier = clock.Quality == ClockQuality.Synced ? clock.At(now) - at.TellerAt : null;
        return earlier >= TimeSpan.Zero ? earlier : null;
    }

    /// <summary>
    /// True when the branch should hear of a change at once; called on the counter's loop only.
    /// </summary>
    public bool IsNews(CounterState at)
    {
        var news = _teller != at.TellerNow || !ReferenceEquals(_faults, at.Faults)
            || _service != at.Service is not null;
        (_teller, _faults, _service) = (at.TellerNow, at.Faults, at.Service is not null);
        return news;
    }
}
