namespace RatingDevice.Demo.Counter;

/// <summary>An endless list of visits to one counter, the same for the same seed.</summary>
/// <param name="seed">Of the whole branch.</param>
/// <param name="counter">Index of the counter.</param>
/// <param name="counterPcShare">Which part of the invitations comes from the counter PC, 0 to 1.</param>
internal sealed class VisitScript(int seed, int counter, double counterPcShare)
{
    /// <summary>The keys of a device with default options.</summary>
    public static IReadOnlyList<string> Levels { get; } =
        ["very-satisfied", "satisfied", "fair", "dissatisfied"];

    // Of 100 visits. Most rate; the rest is what counters see too, often enough to happen in half a minute.
    private static readonly (VisitKind Kind, int Weight)[] Mix =
    [
        (VisitKind.Rates, 72), (VisitKind.ChangesMind, 10), (VisitKind.PressesTwice, 5),
        (VisitKind.Leaves, 4), (VisitKind.PlaysWithKeys, 6), (VisitKind.TellersChange, 3),
    ];

    public IEnumerable<Visit> Visits()
    {
        var random = new Random(unchecked((seed * 1_000_003) + counter));
        for (var number = 1; ; number++)
        {
            // every level comes soon and often; which one is liked best is not the point here
            var level = random.Next(Levels.Count);
            var other = (level + 1 + random.Next(Levels.Count - 1)) % Levels.Count;
            yield return new Visit(
                $"s{seed}-{counter + 1}-{number}", Draw(random), Levels[level], Levels[other],
                random.NextDouble() < counterPcShare, TimeSpan.FromMilliseconds(random.Next(40, 80)));
        }
    }

    private static VisitKind Draw(Random random)
    {
        var draw = random.Next(Mix.Sum(m => m.Weight));
        foreach (var (kind, weight) in Mix)
        {
            if (draw < weight) return kind;
            draw -= weight;
        }

        throw new InvalidOperationException("the weights do not add up");
    }
}
