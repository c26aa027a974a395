using RatingDevice.Demo.Counter;

namespace RatingDevice.Demo.Account;

/// <summary>
/// Compares the customers' own record with what is stored: thanked must be stored, stored must have been
/// pressed,
/// each once. A press without thanks may be stored or not: nobody promised anything.
/// </summary>
internal static class Audit
{
    /// <summary>Compares ticket by ticket, then the figure of each teller.</summary>
    /// <param name="presses">The record.</param>
    /// <param name="stored">The exported ratings.</param>
    /// <param name="rated">How many ratings each teller's figure counts.</param>
    public static IReadOnlyList<Finding> Compare(
        IReadOnlyList<Press> presses, IReadOnlyList<StoredRating> stored,
        IReadOnlyDictionary<string, long> rated)
    {
        var meant = presses.Where(p => p.Rates).ToLookup(p => p.Service);
        var held = stored.ToLookup(s => s.Service);
        return
        [
            .. meant.SelectMany(service => Lost(service.Key, [.. service], [.. held[service.Key]])),
            .. held.SelectMany(service => TooMany(service.Key, [.. meant[service.Key]], [.. service])),
            .. Figures(meant, rated),
        ];
    }

    private static IEnumerable<Finding> Lost(
        string service, IReadOnlyList<Press> presses, IReadOnlyList<StoredRating> rows)
    {
        var left = rows.SelectMany(r => r.Presses).ToList();
        var lost = presses.Where(p => p.ThankedAt is not null && !left.Remove(p.Level)).ToList();
        foreach (var press in lost)
        {
            yield return new Finding(Wrong.Lost, service,
                $"{press.Device} thanked for {press.Level} at {press.Wall:HH:mm:ss.fff}, it is not stored");
        }

        var last = presses[^1];
        if (lost.Count == 0 && last.ThankedAt is not null && rows.All(r => r.Level != last.Level))
        {
            yield return new Finding(Wrong.Lost, service,
                $"the customer's last word was {last.Level}, what counts is {rows[0].Level}");
        }
    }

    private static IEnumerable<Finding> TooMany(
        string service, IReadOnlyList<Press> presses, IReadOnlyList<StoredRating> rows)
    {
        foreach (var row in rows)
        {
            var never = row.Presses.Count(level => !presses.Any(p => Fits(p, row, level)));
            if (never == 0) continue;
            yield return new Finding(Wrong.Phantom, service,
                $"{row.Level} is stored at {row.Device} for teller {row.Teller ?? "(none)"}; "
                + "nobody pressed that", never);
        }

        var theirs = rows.Count(row => row.Presses.Any(level => presses.Any(p => Fits(p, row, level))));
        if (theirs > 1)
            yield return new Finding(Wrong.Duplicate, service, $"counted {theirs} times", theirs - 1);
    }

    private static bool Fits(Press press, StoredRating row, string level) =>
        press.Level == level && press.Device == row.Device && press.Teller == row.Teller;

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
                    $"teller {teller}: {least} customers were thanked, the figure says {figure}",
                    least - figure);
            }

            if (figure > most)
            {
                yield return new Finding(most == 0 ? Wrong.Phantom : Wrong.Duplicate, "",
                    $"teller {teller}: {most} customers pressed, the figure says {figure}", figure - most);
            }
        }
    }
}
