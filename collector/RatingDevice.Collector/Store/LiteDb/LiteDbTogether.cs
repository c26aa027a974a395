using System.Runtime.InteropServices;
using LiteDB;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>
/// Adds the slots of cells up as they are read, by their names in the documents: only what is left is taken
/// apart. Cells keep the order in which they lie, by post and mostly by teller; sorting them would cost more
/// than reading them.
/// </summary>
/// <param name="names">For posts.</param>
/// <param name="query">Whose; all are at its first day.</param>
internal sealed class LiteDbTogether(LiteDbNames names, SumQuery query)
{
    private readonly Dictionary<(int Post, string Name), long>? _sums = query.IsOfOneSlot ? null : [];
    private readonly List<RollupCell> _cells = [];
    private readonly Dictionary<string, TellerId?> _tellers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _measures = new(StringComparer.Ordinal);

    public void Add(BsonDocument d)
    {
        var post = LiteDbSchema.RollupParts(d[LiteDbCells.Key].AsInt64).Post;
        foreach (var (name, count) in d)
        {
            if (name == LiteDbCells.Key) continue;
            if (_sums is null) Keep(post, name, count.AsInt64);
            else CollectionsMarshal.GetValueRefOrAddDefault(_sums, (post, name), out _) += count.AsInt64;
        }
    }

    /// <summary>The sums that are not 0 and that the query asks for.</summary>
    public IReadOnlyList<RollupCell> Cells()
    {
        foreach (var ((post, name), count) in _sums ?? []) Keep(post, name, count);
        return _cells;
    }

    private void Keep(int post, string name, long count)
    {
        if (count == 0) return;
        var bar = name.IndexOf('|', StringComparison.Ordinal);
        var teller = Teller(name.AsSpan(0, bar));
        if ((query.Nobody && teller is not null) || (query.Teller is { } one && teller != one)) return;
        _cells.Add(new(
            new(query.From, 0), names.Post(post), teller, Measure(name.AsSpan(bar + 1)), count));
    }

    private TellerId? Teller(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return null;
        var known = _tellers.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(text, out var teller)) return teller;
        return known[text] = TellerId.Parse(text.ToString());
    }

    private string Measure(ReadOnlySpan<char> text)
    {
        var known = _measures.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(text, out var measure)) return measure;
        return known[text] = LiteDbCells.Measure(text.ToString());
    }
}
