namespace RatingDevice.Collector.Verify;

/// <summary>Compares the typed rows of a journal, in order, with the rows its lines give.</summary>
/// <param name="rows">As stored.</param>
/// <param name="number">Of a row's entry.</param>
/// <param name="fields">What a row says, by name.</param>
internal sealed class RowCheck<T>(
    IEnumerable<T> rows, Func<T, long> number, Func<T, IEnumerable<(string Name, object? Value)>> fields)
    : IDisposable
    where T : class
{
    private readonly IEnumerator<T> _stored = rows.GetEnumerator();
    private bool? _there;

    /// <summary>Rows compared.</summary>
    public long Compared { get; private set; }

    private bool There => _there ??= _stored.MoveNext();

    public void Next(T expected, Action<long, string> note)
    {
        while (There && number(_stored.Current) < number(expected))
        {
            note(number(_stored.Current), "a typed row stands here without a line that counts");
            _there = null;
        }

        if (!There || number(_stored.Current) > number(expected))
        {
            note(number(expected), "the typed row is missing");
            return;
        }

        if (!_stored.Current.Equals(expected))
            note(number(expected), $"the typed row differs: {Difference(expected)}");
        Compared++;
        _there = null;
    }

    public void End(Action<long, string> note)
    {
        if (There) note(number(_stored.Current), "a typed row stands here without a line that counts");
    }

    public void Dispose() => _stored.Dispose();

    private string Difference(T line) => string.Join("; ", fields(_stored.Current).Zip(fields(line))
        .Where(f => !Equals(f.First.Value, f.Second.Value))
        .Select(f => $"{f.First.Name} is {f.First.Value ?? "absent"}, "
            + $"by the line {f.Second.Value ?? "absent"}"));
}
