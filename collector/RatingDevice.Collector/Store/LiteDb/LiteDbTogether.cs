using System.Runtime.InteropServices;
using LiteDB;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>
/// Adds the slots of cells up as they are read, by their names in the documents: only what is left is taken
/// apart. Cells keep the order in which they lie, by post and mostly by teller; sorting them would cost more
/// than reading them.
/// </summary>
internal sealed class LiteDbTogether
{
    private readonly Dictionary<(int Post, string Name), long> _sums = [];
    private readonly Dictionary<string, TellerId?> _tellers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _measures = new(StringComparer.Ordinal);

    public void Add(BsonDocument d)
    {
        var post = LiteDbSchema.RollupParts(d["_id"].AsInt64).Post;
        foreach (var (name, count) in d)
        {
            if (name == LiteDbCells.Key) continue;
            CollectionsMarshal.GetValueRefOrAddDefault(_sums, (post, name), out _) += count.AsInt64;
        }
    }

    /// <summary>The sums that are not 0 and that the query asks for.</summary>
    /// <param name="names">For posts.</param>
    /// <param name="query">Whose; all are at its first day.</param>
    public IReadOnlyList<RollupCell> Cells(LiteDbNames names, SumQuery query)
    {
        var (cells, slot) = (new List<RollupCell>(_sums.Count), new HourSlot(query.From, 0));
        foreach (var ((post, name), count) in _sums)
        {
            if (count == 0) continue;
            var bar = name.IndexOf('|', StringComparison.Ordinal);
            var teller = Teller(name.AsSpan(0, bar));
            if ((query.Nobody && teller is not null) || (query.Teller is { } one && teller != one)) continue;
            cells.Add(new(slot, names.Post(post), teller, Measure(name.AsSpan(bar + 1)), count));
        }

        return cells;
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
