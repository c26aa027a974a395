using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Store;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Simulation.Store;
using RatingDevice.Wire;

namespace RatingDevice.Bench.Stores;

/// <summary>Groups as the collector makes them from signed batches; the same for every store.</summary>
internal static class StoreGroups
{
    private static readonly string[] Levels = ["very-satisfied", "satisfied", "fair", "dissatisfied"];

    /// <param name="devices">Each sends one batch a group.</param>
    /// <param name="groups">How many.</param>
    /// <param name="turns">Customers a batch; each is an invitation and a rating.</param>
    internal static IReadOnlyList<IntakeGroup> Make(int devices, int groups, int turns)
    {
        var scripts = Enumerable.Range(1, devices).Select(d => new JournalScript($"d-{d}")).ToArray();
        var registry = Registry(scripts);
        using var memory = new FakeRatingStore();
        var shelf = new JournalShelf(memory);
        using var keys = new KeyRing();
        var made = new List<IntakeGroup>();
        for (var g = 0; g < groups; g++)
        {
            var draft = new IntakeDraft(shelf, memory);
            foreach (var script in scripts)
            {
                var first = g == 0 ? 1 : script.Head + 1;
                for (var i = 0; i < turns; i++) script.Rate(script.Invite(), Levels[(g + i) % 4]);
                var message = script.Message(script.BatchFrom(first));
                var verdict = Topic.TryParse(message.Topic, out var topic)
                    ? Admission.Judge(message, topic, registry, draft.Held, keys) : null;
                draft.Take(verdict as Accepted ?? throw new InvalidOperationException($"{verdict}"));
            }

            made.Add(draft.Close());
            shelf.Keep(draft.Books);
        }

        foreach (var script in scripts) script.Dispose();
        return made;
    }

    private static BranchRegistry Registry(JournalScript[] scripts)
    {
        var (outlet, counter) = (OutletId.Parse("o-1"), CounterId.Parse("c-1"));
        var rules = new OutletRules(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), 0);
        var posts = scripts.Select(s => new Post(outlet, counter, s.Device));
        return new([new OutletRecord(outlet, "bench", rules)], [new CounterRecord(counter, outlet, "1")],
            [.. posts.Select(p => new DeviceRecord(p, null))], []);
    }
}
