using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Fleet;

/// <summary>
/// Who is there, who is silent, and what is still missing. Told by ingest, read by anyone; safe from any
/// thread.
/// </summary>
/// <param name="silentAfter">How long a connected device may be quiet; it says something every 30 s.</param>
internal sealed class FleetBook(TimeSpan silentAfter, TimeProvider time)
{
    /// <summary>Unknown devices and unknown tellers remembered, each; anybody can make up more.</summary>
    private const int MostUnknown = 1000;

    private readonly Lock _gate = new();
    private readonly Dictionary<DeviceId, HeardDevice> _heard = [];
    private readonly Dictionary<DeviceId, DateTimeOffset> _heldUpTo = [];
    private readonly Dictionary<TellerId, UnknownTeller> _tellers = [];
    private int _unknownDevices;
    private long _untracked;

    /// <summary>Takes a status in.</summary>
    public void Hear(Topic topic, Status status, BranchRegistry registry)
    {
        lock (_gate)
        {
            if (!_heard.TryGetValue(topic.Device, out var before) && registry.Find(topic.Device) is null)
            {
                if (_unknownDevices >= MostUnknown)
                {
                    _untracked++;
                    return;
                }

                _unknownDevices++;
            }

            _heard[topic.Device] =
                HeardDevice.Take(before, topic.Outlet, status, time.GetUtcNow(), time.GetTimestamp());
        }
    }

    /// <summary>Takes committed entries in.</summary>
    public void Committed(IReadOnlyList<CounterEvent> events, BranchRegistry registry)
    {
        var (now, stamp) = (time.GetUtcNow(), time.GetTimestamp());
        Post? last = null;
        lock (_gate)
        {
            foreach (var e in events)
            {
                if (!ReferenceEquals(last, e.Post))
                {
                    last = e.Post; // events of one batch share it
                    _heard[last.Device] = HeardDevice.Take(
                        _heard.GetValueOrDefault(last.Device), last.Outlet, now, stamp);
                }

                Held(e);
                if (e.Teller is { } teller && !registry.Knows(teller)) Unknown(teller, e.Post.Device, now);
            }
        }
    }

    /// <summary>Notes the unknown tellers of earlier entries, so that a restart does not hide them.</summary>
    public void Remember(IEnumerable<CounterEvent> events, BranchRegistry registry)
    {
        lock (_gate)
        {
            foreach (var e in events)
            {
                Held(e);
                if (e.Teller is { } teller && !registry.Knows(teller)) Unknown(teller, e.Post.Device, e.At);
            }
        }
    }

    /// <summary>The fleet as of now.</summary>
    /// <param name="registry">Who should be there.</param>
    /// <param name="journals">What is held.</param>
    public FleetReport Report(BranchRegistry registry, IReadOnlyList<JournalState> journals)
    {
        lock (_gate)
        {
            var held = journals.ToLookup(j => j.Device);
            var known = registry.Devices.Select(d => d.Post)
                .OrderBy(p => p.Outlet).ThenBy(p => p.Counter).ThenBy(p => p.Device)
                .Select(p => Device(p.Device, p, held));
            var unknown = _heard.Keys.Where(d => registry.Find(d) is null).Order()
                .Select(d => Device(d, null, held));
            var tellers = _tellers.Values.Where(t => !registry.Knows(t.Teller)).OrderBy(t => t.Teller);
            return new([.. known, .. unknown], [.. tellers], _untracked);
        }
    }

    private DeviceReport Device(DeviceId device, Post? post, ILookup<DeviceId, JournalState> held)
    {
        var heard = _heard.GetValueOrDefault(device);
        var state = heard?.StateAfter(time.GetElapsedTime(heard.LastHeardStamp), silentAfter);
        return new(device, post, heard?.Outlet, state ?? DeviceState.NeverHeard,
            state == DeviceState.Silent ? heard!.LastHeard : heard?.Since,
            heard?.LastHeard, heard?.LastEntry, 
            _heldUpTo.TryGetValue(device, out var at) ? at : null,
            heard?.Said, Accounts(device, held[device], heard?.Said))
        {
            SignedOn = heard?.SignedOn,
        };
    }

    private static JournalAccount[] Accounts(DeviceId device, IEnumerable<JournalState> held, Status? said)
    {
        var accounts = held.Select(j => j.Journal == said?.Journal
            ? new JournalAccount(j.Journal, device, j.Head, said.Head, true)
            : new JournalAccount(j.Journal, device, j.Head, null, false)).ToList();
        if (said?.Journal is { } journal && accounts.All(a => a.Journal != journal))
            accounts.Add(new(journal, device, 0, said.Head, true));
        return [.. accounts.OrderByDescending(a => a.Current).ThenBy(a => a.Journal)];
    }

    private void Held(CounterEvent e)
    {
        if (!_heldUpTo.TryGetValue(e.Post.Device, out var before) || before < e.At)
            _heldUpTo[e.Post.Device] = e.At;
    }

    private void Unknown(TellerId teller, DeviceId device, DateTimeOffset now)
    {
        if (_tellers.TryGetValue(teller, out var before))
            _tellers[teller] = before with { Device = device, LastSeen = now, Entries = before.Entries + 1 };
        else if (_tellers.Count < MostUnknown) _tellers.Add(teller, new(teller, device, now, 1));
        else _untracked++;
    }
}
