using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Verify;

/// <summary>Compares the typed rows of a journal, in order, with the rows its lines give.</summary>
internal sealed class RowCheck : IDisposable
{
    private readonly IEnumerator<CounterEvent> _stored;
    private bool _there;

    public RowCheck(IEnumerable<CounterEvent> stored)
    {
        _stored = stored.GetEnumerator();
        _there = _stored.MoveNext();
    }

    /// <summary>Rows compared.</summary>
    public long Compared { get; private set; }

    public void Next(CounterEvent expected, Action<long, string> note)
    {
        while (_there && _stored.Current.N < expected.N)
        {
            note(_stored.Current.N, "a typed row stands here without a line that counts");
            _there = _stored.MoveNext();
        }

        if (!_there || _stored.Current.N > expected.N)
        {
            note(expected.N, "the typed row is missing");
            return;
        }

        if (_stored.Current != expected) note(expected.N, $"the typed row differs: {Difference(expected)}");
        Compared++;
        _there = _stored.MoveNext();
    }

    public void End(Action<long, string> note)
    {
        if (_there) note(_stored.Current.N, "a typed row stands here without a line that counts");
    }

    public void Dispose() => _stored.Dispose();

    private string Difference(CounterEvent line)
    {
        var row = _stored.Current;
        (string Name, object? Row, object? Line)[] fields =
        [
            ("kind", row.Kind, line.Kind), ("post", row.Post, line.Post), ("teller", row.Teller, line.Teller),
            ("service", row.Service, line.Service), ("at", row.At, line.At), ("placed by", row.By, line.By),
            ("hour", row.Slot, line.Slot), ("invited", row.Invited, line.Invited),
            ("level", row.Level, line.Level), ("after", row.AfterMs, line.AfterMs),
            ("was", row.Was, line.Was), ("replaces", row.Replaces, line.Replaces),
            ("by", row.Trigger, line.Trigger), ("count", row.Count, line.Count),
        ];
        return string.Join("; ", fields.Where(f => !Equals(f.Row, f.Line))
            .Select(f => $"{f.Name} is {f.Row ?? "absent"}, by the line {f.Line ?? "absent"}"));
    }
}
