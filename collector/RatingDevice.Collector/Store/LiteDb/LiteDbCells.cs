using System.Globalization;
using System.Text;
using LiteDB;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>
/// Writes rollup cells, each at its hour, its day and its month. One document for an hour at a device: a
/// group touches few of them, however many cells it changes.
/// </summary>
internal static class LiteDbCells
{
    /// <summary>The field of a document that is no cell.</summary>
    public const string Key = "_id";

    /// <summary>Adds to cells of hours.</summary>
    public static void Add(LiteDatabase db, LiteDbNames names, IEnumerable<RollupCell> deltas)
    {
        var cells = deltas.ToList();
        foreach (var grain in Enum.GetValues<Grain>())
        {
            var sums = new RollupSums();
            foreach (var cell in cells) sums.Add(cell with { Slot = SumQuery.Slot(cell.Slot, grain) });
            Add(db, names, grain, sums.Cells());
        }
    }

    /// <summary>Makes a day's derived cells what is given: adds the difference.</summary>
    public static void Replace(LiteDatabase db, LiteDbNames names, SettledDay settled)
    {
        var (day, change) = (settled.Day.Day, new RollupSums());
        var held = LiteDbReads.Sums(
            db, names, new(Grain.Hour, day, day, [], settled.Day.Outlet), CellKind.Derived);
        foreach (var cell in held) change.Add(cell with { Count = -cell.Count });
        foreach (var cell in settled.Cells) change.Add(cell);
        Add(db, names, change.Cells());
    }

    /// <summary>Documents with these cells and no others; one a key.</summary>
    public static IEnumerable<BsonDocument> Documents(
        LiteDatabase db, LiteDbNames names, Grain grain, IEnumerable<RollupCell> cells)
    {
        foreach (var of in Keyed(db, names, grain, cells))
        {
            var d = new BsonDocument { ["_id"] = of.Key };
            foreach (var cell in of) d[Name(cell)] = cell.Count;
            yield return d;
        }
    }

    public static IEnumerable<RollupCell> Read(BsonDocument d, LiteDbNames names)
    {
        var (slot, post) = LiteDbSchema.RollupParts(d["_id"].AsInt64);
        foreach (var (name, count) in d)
        {
            if (name == Key) continue;
            var bar = name.IndexOf('|', StringComparison.Ordinal);
            TellerId? teller = bar == 0 ? null : TellerId.Parse(name[..bar]);
            yield return new(
                LiteDbRows.Slot(slot), names.Post(post), teller, Measure(name[(bar + 1)..]), count.AsInt64);
        }
    }

    private static void Add(LiteDatabase db, LiteDbNames names, Grain grain, IEnumerable<RollupCell> deltas)
    {
        var rollups = db.GetCollection(LiteDbSchema.Rollup);
        foreach (var of in Keyed(db, names, grain, deltas))
        {
            var d = rollups.FindById(of.Key) ?? new BsonDocument { ["_id"] = of.Key };
            foreach (var cell in of)
            {
                var name = Name(cell);
                var count = (d.TryGetValue(name, out var held) ? held.AsInt64 : 0) + cell.Count;
                if (count == 0) d.Remove(name);
                else d[name] = count;
            }

            if (d.Count == 1) rollups.Delete(of.Key);
            else rollups.Upsert(d);
        }
    }

    private static IEnumerable<IGrouping<long, RollupCell>> Keyed(
        LiteDatabase db, LiteDbNames names, Grain grain, IEnumerable<RollupCell> cells) =>
        cells.GroupBy(c => LiteDbSchema.RollupKey(
            grain, CellKind.Of(c.Measure), LiteDbSchema.Number(c.Slot), names.Number(db, c.Post)));

    // LiteDB takes A and a in a field's name for the same; a business type does not. So whatever has another
    // case is written as its code, except the small letters a to z.
    private static string Name(RollupCell cell)
    {
        var name = new StringBuilder().Append(cell.Teller).Append('|');
        foreach (var c in cell.Measure)
        {
            var plain = c is not '~' && (c is >= 'a' and <= 'z'
                || (char.ToUpperInvariant(c) == c && char.ToLowerInvariant(c) == c));
            if (plain) name.Append(c);
            else name.Append(CultureInfo.InvariantCulture, $"~{(int)c:x4}");
        }

        return name.ToString();
    }

    /// <summary>A measure as it stood before it became part of a field's name.</summary>
    public static string Measure(string name)
    {
        if (!name.Contains('~', StringComparison.Ordinal)) return name;
        var measure = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] != '~')
            {
                measure.Append(name[i]);
                continue;
            }

            measure.Append((char)int.Parse(
                name.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            i += 4;
        }

        return measure.ToString();
    }
}
