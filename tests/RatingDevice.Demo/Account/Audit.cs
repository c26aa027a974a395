using RatingDevice.Demo.Counter;

namespace RatingDevice.Demo.Account;

/// <summary>
/// Compares the customers' own record with what is stored: thanked must be stored, stored must have been pressed,
/// each once. A press without thanks may be stored or not: nobody promised anything.
/// </summary>
internal static class Audit
{
    /// <summary>Compares ticket by ticket, then the figure of each teller.</summary>
    /// <param name="presses">The record.</param>
    /// <param name="stored">The exported ratings.</param>
    /// <param name="rated">How many ratings each teller's figure counts.</param>
    public static IReadOnlyList<Finding> Compare(
        IReadOnlyList<Press> presses, IReadOnlyList<StoredRating> stored, IReadOnlyDictionary<string, long> rated)
    {
        var meant = presses.Where(p => p.Rates).ToLookup(p => p.Service);
        var held = stored.ToLookup(s => s.Service);
        return
        [
            .. stored.GroupBy(s => (s.Journal, s.N)).Where(g => g.Count() > 1).Select(g => new Finding(
                Wrong.Duplicate, g.First().Service, $"entry {g.Key.N} of journal {g.Key.Journal} is stored more than once",
                g.Count() - 1)),
            .. meant.SelectMany(service => Lost(service.Key, [.. service], [.. held[service.Key]])),
            .. held.SelectMany(service => TooMany(service.Key, [.. meant[service.Key]], [.. service])),
            .. Figures(meant, rated),
        ];
    }

    private static IEnumerable<Finding> Lost(
        string service, IReadOnlyList<Press> presses, IReadOnlyList<StoredRating> rows)
    {
        var left = rows.Select(r => r.Level).ToList();
        foreach (var press in presses.Where(p => p.ThankedAt is not null))
        {
            if (left.Remove(press.Level)) continue;
            yield return new Finding(Wrong.Lost, service,
                $"{press.Device} thanked for {press.Level} at {press.Wall:HH:mm:ss.fff}, it is not stored");
        }
    }

    private static IEnumerable<Finding> TooMany(
        string service, IReadOnlyList<Press> presses, IReadOnlyList<StoredRating> rows)
    {
        var once = rows.DistinctBy(r => (r.Journal, r.N)).ToList();
        foreach (var row in once.Where(r => !presses.Any(p => Fits(p, r))))
        {
            yield return new Finding(Wrong.Phantom, service,
                $"{row.Level} is stored for teller {row.Teller ?? "(none)"} at {row.Device}, nobody pressed that there");
        }

        foreach (var level in once.Where(r => presses.Any(p => Fits(p, r))).GroupBy(r => r.Level))
        {
            var pressed = presses.Count(p => p.Level == level.Key);
            if (level.Count() <= pressed) continue;
            yield return new Finding(Wrong.Duplicate, service,
                $"{level.Key} was pressed {pressed} times and is stored {level.Count()} times", level.Count() - pressed);
        }

        var counted = once.Count(r => !r.Replaces);
        if (counted > 1 && once.All(r => presses.Any(p => Fits(p, r))))
        {
            yield return new Finding(Wrong.Duplicate, service,
                $"one customer counts as {counted}: their ratings do not replace each other", counted - 1);
        }
    }

    private static bool Fits(Press press, StoredRating row) =>
        press.Level == row.Level && press.Device == row.Device && press.Teller == row.Teller;

    private static IEnumerable<Finding> Figures(
        ILookup<string, Press> meant, IReadOnlyDictionary<string, long> rated)
    {
        var pressed = meant.ToLookup(s => s.First().Teller ?? "");
        foreach (var teller in pressed.Select(t => t.Key).Union(rated.Keys))
        {
            var most = pressed[teller].Count();
            var least = pressed[teller].Count(s => s.Any(p => p.ThankedAt is not null));
            var figure = rated.GetValueOrDefault(teller);
            if (figure < least)
            {
                yield return new Finding(Wrong.Lost, "",
                    $"teller {teller}: {least} customers were thanked, the figure says {figure}", least - figure);
            }

            if (figure > most)
            {
                yield return new Finding(most == 0 ? Wrong.Phantom : Wrong.Duplicate, "",
                    $"teller {teller}: {most} customers pressed, the figure says {figure}", figure - most);
            }
        }
    }
}
