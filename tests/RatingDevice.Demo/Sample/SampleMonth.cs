using System.Globalization;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Demo.Sample;

/// <summary>What customers did in a month, made up by a seed: the same seed, the same month.</summary>
/// <param name="outlets">Who there is.</param>
/// <param name="random">Seeded.</param>
internal sealed class SampleMonth(IReadOnlyList<SampleOutlet> outlets, Random random)
{
    /// <summary>Customers of each hour from 9 on, as shares of the day.</summary>
    private static readonly double[] Hours = [0.14, 0.19, 0.15, 0.06, 0.08, 0.13, 0.14, 0.11];

    private readonly Dictionary<DeviceId, long> _heads = [];

    private static IReadOnlyList<LevelMeaning> Levels => Definition.Current.Levels;

    /// <summary>Puts the days into a store, an outlet's day a commit.</summary>
    public void Fill(IRatingStore store, DateOnly from, DateTimeOffset until)
    {
        for (var day = from; At(day, 0) < until; day = day.AddDays(1))
        {
            foreach (var outlet in outlets)
            {
                var events = Day(outlet, day).Where(e => e.At < until).ToList();
                Commit(store, events);
                // the last outlet has no feed, and its pages say so
                if (outlet == outlets[^1]) continue;
                var told = SampleFeed.Of(outlet, day, events, random);
                if (told.Count > 0) store.Commit(new ServedGroup(told, []));
            }
        }
    }

    /// <summary>Makes the derived cells of all days, as the collector's settling does.</summary>
    public static void Settle(IRatingStore store, BranchRegistry registry)
    {
        while (store.Dirty(200) is { Count: > 0 } marked)
        {
            foreach (var day in marked)
            {
                var held = OutletDay.Read(store, day.Outlet, day.Day, registry.Outlet(day.Outlet));
                store.Settle(new(day, DayCells.Of(held, Definition.On(day.Day))));
            }
        }
    }

    /// <summary>Last number a device wrote; none is missing.</summary>
    public long Head(DeviceId device) => _heads.GetValueOrDefault(device);

    public static JournalId Journal(DeviceId device) => JournalId.Parse($"j-{device}");

    private IEnumerable<CounterEvent> Day(SampleOutlet outlet, DateOnly day)
    {
        var quiet = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.35
            : day.DayOfWeek == DayOfWeek.Monday ? 1.25 : 1;
        for (var hour = 0; hour < Hours.Length; hour++)
        {
            var customers = (int)(outlet.Customers * quiet * Hours[hour] * (0.8 + 0.4 * random.NextDouble()));
            foreach (var second in Enumerable.Range(0, customers).Select(_ => random.Next(3600)).Order())
            {
                var teller = outlet.Tellers[random.Next(outlet.Tellers.Count)];
                var post = outlet.Posts[random.Next(outlet.Posts.Count)];
                foreach (var e in Visit(post, teller, day, 9 + hour, second)) yield return e;
            }
        }
    }

    private IEnumerable<CounterEvent> Visit(
        Post post, SampleTeller teller, DateOnly day, int hour, int second)
    {
        var at = At(day, hour).AddSeconds(second);
        var slot = new HourSlot(day, hour);
        var known = random.Next(400) == 0 ? (TellerId?)null : teller.Id;
        var n = Next(post.Device);
        var service = ServiceId.Parse(string.Create(
            CultureInfo.InvariantCulture, $"{day:MMdd}-{post.Device}-{n}"));
        CounterEvent Event(long number, EventKind kind, int after) => new(
            Journal(post.Device), number, kind, post, known, service, at.AddMilliseconds(after),
            PlacedBy.Clock, slot, n, null, null, null, null, Trigger.CounterPc, 1);
        yield return Event(n, EventKind.Invited, 0);
        if (random.NextDouble() > teller.Answered)
        {
            yield return Event(Next(post.Device), EventKind.Unrated, 15_000) with { AfterMs = 15_000 };
            yield break;
        }

        var after = 900 + random.Next(6_000);
        yield return Event(Next(post.Device), EventKind.Rated, after) with
        {
            AfterMs = after, Level = Level(teller, hour),
        };
    }

    private LevelCode Level(SampleTeller teller, int hour)
    {
        var rest = random.NextDouble() + (hour is 10 or 15 ? 0.012 : 0);
        for (var i = 0; i < Levels.Count; i++)
        {
            if (rest < teller.Levels[i]) return Levels[i].Code;
            rest -= teller.Levels[i];
        }

        return Levels[^1].Code;
    }

    private long Next(DeviceId device) => _heads[device] = Head(device) + 1;

    private static DateTimeOffset At(DateOnly day, int hour) =>
        new(day, new(hour, 0), TimeSpan.FromHours(8));

    private static void Commit(IRatingStore store, IEnumerable<CounterEvent> events)
    {
        var (rows, sums) = (events.ToList(), new RollupSums());
        foreach (var e in rows) sums.Add(e);
        var journals = rows.GroupBy(e => e.Post.Device).Select(g => new JournalState(
            Journal(g.Key), g.Key, "", g.Max(e => e.N), Digest.Zero));
        if (rows.Count > 0) store.Commit(new IntakeGroup([.. journals], [], [], rows, [.. sums.Cells()], []));
    }
}
