using System.Collections.Concurrent;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>Texts by their number, read once: a number that was committed never changes its meaning. Any
/// thread.</summary>
internal sealed class SqliteWords(SqliteRatingStore store)
{
    private readonly ConcurrentDictionary<long, string> _known = [];

    /// <exception cref="InvalidOperationException">Nothing has that number.</exception>
    public string Of(long number) => _known.TryGetValue(number, out var known) ? known
        : _known[number] = store.Read("SELECT text FROM word WHERE id = $id", r => r.GetString(0),
            ("$id", number)).FirstOrDefault()
            ?? throw new InvalidOperationException($"number {number} names nothing");
}
