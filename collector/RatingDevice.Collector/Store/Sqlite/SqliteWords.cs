namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>Texts by their number. A number that was committed never changes its meaning, so they are read
/// once, all that are new together. Any thread.</summary>
internal sealed class SqliteWords(SqliteRatingStore store)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, string> _known = [];
    private long _last;

    /// <exception cref="InvalidOperationException">Nothing has that number.</exception>
    public string Of(long number)
    {
        lock (_gate)
        {
            if (_known.TryGetValue(number, out var known)) return known;
            var more = store.Read(
                "SELECT id, text FROM word WHERE id > $last ORDER BY id",
                r => (r.GetInt64(0), r.GetString(1)), ("$last", _last));
            foreach (var (id, text) in more) (_known[id], _last) = (text, id);
            return _known.TryGetValue(number, out known) ? known
                : throw new InvalidOperationException($"number {number} names nothing");
        }
    }
}
