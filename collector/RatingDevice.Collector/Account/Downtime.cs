using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Account;

/// <summary>
/// Whether the device of a counter was down while a customer was served. Narrow on purpose: what a teller can
/// bring about, a restart, excuses only the customer in whose service it fell.
/// </summary>
internal sealed class Downtime
{
    private readonly ILookup<CounterId, DeviceDown> _devices;

    private Downtime(OutletDay day)
    {
        var wrote = day.Moments.Select(m => (m.Post, m.At)).Concat(day.Events.Select(e => (e.Post, e.At)))
            .ToLookup(w => w.Post, w => w.At);
        var moments = day.Moments.ToLookup(m => m.Post);
        _devices = wrote.ToLookup(w => w.Key.Counter, w => DeviceDown.Of(moments[w.Key], [.. w]));
        Silent = wrote.Count == 0;
    }

    /// <summary>True where no device of the outlet wrote anything.</summary>
    private bool Silent { get; }

    public static Downtime Of(OutletDay day) => new(day);

    /// <summary>True where every device of the counter was down.</summary>
    public bool During(CounterId? counter, ServiceSpan? span)
    {
        if (counter is not { } there) return Silent;
        if (!_devices.Contains(there)) return true; // it wrote nothing all day
        return span is { } service && _devices[there].All(d => d.During(service));
    }
}

/// <summary>When one device was down.</summary>
internal sealed class DeviceDown
{
    private readonly List<(DateTimeOffset From, DateTimeOffset To)> _spans = [];
    private readonly List<DateTimeOffset> _boots = [];

    /// <summary>By what it wrote of itself, and when it wrote anything.</summary>
    public static DeviceDown Of(IEnumerable<DeviceMoment> moments, IReadOnlyList<DateTimeOffset> wrote)
    {
        var down = new DeviceDown();
        var open = new Dictionary<FaultCode, DateTimeOffset>();
        foreach (var m in moments.OrderBy(m => m.At).ThenBy(m => m.Journal).ThenBy(m => m.N))
        {
            switch (m.Kind)
            {
                case MomentKind.Boot:
                    // a program that starts says anew what does not work
                    foreach (var from in open.Values) down._spans.Add((from, m.At));
                    open.Clear();
                    down._boots.Add(m.At);
                    break;
                case MomentKind.FaultRaised when m.Code is { } code && Stops(code):
                    open.TryAdd(code, m.At);
                    break;
                case MomentKind.FaultCleared when m.Code is { } code && Stops(code):
                    down._spans.Add((open.Remove(code, out var began) ? began : Begun(code, m, wrote), m.At));
                    break;
            }
        }

        foreach (var from in open.Values) down._spans.Add((from, DateTimeOffset.MaxValue));
        return down;
    }

    /// <summary>A fault was open at any moment of the service, or the device restarted within it.</summary>
    public bool During(ServiceSpan service) =>
        _spans.Any(s => s.From <= service.To && s.To >= service.From)
        || _boots.Any(b => b >= service.From && b <= service.To + ServiceSpan.Slack);

    /// <summary>Faults that keep a customer from rating.</summary>
    private static bool Stops(FaultCode code) =>
        code is FaultCode.JournalWrite or FaultCode.JournalFull or FaultCode.PanelLost;

    /// <summary>
    /// Where only the end was written: a journal that takes nothing cannot take the fault's beginning, which
    /// lies after the last entry; any other fault began before the day.
    /// </summary>
    private static DateTimeOffset Begun(
        FaultCode code, DeviceMoment end, IReadOnlyList<DateTimeOffset> wrote) =>
        code == FaultCode.PanelLost ? DateTimeOffset.MinValue
            : wrote.Where(at => at < end.At).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
}
