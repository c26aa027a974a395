using System.Text;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Store.Postgres;
using RatingDevice.Collector.Verify;
using RatingDevice.Tests.Ingest;
using RatingDevice.Tests.Served;

namespace RatingDevice.Tests.Store.Postgres;

/// <summary>Two collectors on threads of their own, writing one database at the same time.</summary>
public sealed class PostgresTwoCollectorsTests : IDisposable
{
    private readonly PostgresDatabase _database;
    private readonly PostgresRatingStore[] _stores;

    public PostgresTwoCollectorsTests(PostgresDatabases databases)
    {
        _database = databases.Next();
        _stores = [.. Enumerable.Range(0, 2).Select(_ => PostgresRatingStore.Open(_database.Settings))];
    }

    public void Dispose()
    {
        foreach (var store in _stores) store.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whatever_meets_the_rows_rollups_and_settled_days_are_those_of_one(int seed)
    {
        using var branch = new RandomBranch(seed);
        var one = new LoopRig();
        one.Start().Hear(branch.Once);
        var messages = branch.Muddled();
        var rigs = _stores.Select(s => new LoopRig(view: s).Start()).ToArray();
        using var over = new CancellationTokenSource();
        var settling = _stores.Select(s => Task.Run(() => Settle(s, over.Token))).ToArray();
        // each hears all of it, so that they meet again and again
        await Task.WhenAll(rigs.Select((rig, i) => Task.Run(() =>
        {
            var random = new Random(seed + i);
            foreach (var message in messages.Where(_ => random.Next(3) > 0)) rig.Hear(message);
        })));
        foreach (var message in branch.Once) rigs[0].Hear(message);
        await over.CancelAsync();
        await Task.WhenAll(settling);
        while (_stores[0].Dirty(1).Count > 0) SettleAll(_stores[0]);

        Assert.All(rigs, r => Assert.Equal(0, r.Loop.Counters.StoreFailures));
        Assert.Equal(IngestProperties.Everything(one.Store), IngestProperties.Everything(_stores[1]));
        Assert.True(Verification.Run(_stores[1], TestBranch.Registry).Ok);
        var derived = DerivedCheck.Run(_stores[1], TestBranch.Registry, DefinitionBook.BuiltIn);
        Assert.True(derived is { Ok: true, Waiting: 0, Days: > 0 }, string.Join('\n', derived.Faults));
    }

    [Fact]
    public async Task One_customer_told_of_in_parts_to_both_is_one_row_with_all_of_them()
    {
        const int Tickets = 12;
        string[] parts =
            ["\"counter\":\"c-1\"", "\"teller\":\"0071\"", "\"finished\":\"2026-11-21 08:20:00\""];
        var desks = _stores.Select(
            s => new ServedDesk(s, () => TestBranch.Registry, new HandTime())).ToArray();
        await Task.WhenAll(desks.Select((desk, d) => Task.Run(() =>
        {
            for (var i = 0; i < Tickets * parts.Length; i++)
            {
                var part = parts[(i + d) % parts.Length];
                var row = FeedRig.Row($"a{i / parts.Length}", "\"called\":\"2026-11-21 08:15:00\"," + part);
                var told = desk.Take(ServedJson.Read(Encoding.UTF8.GetBytes(row)), null, "http");
                Assert.Equal(1, told.Taken + told.Completed + told.Known);
            }
        })));
        var held = _stores[0].Served(OutletId.Parse("o-1"), new(2026, 11, 21));
        Assert.Equal(Tickets, held.Count);
        Assert.All(held, r => Assert.True(r is { Counter: not null, Teller: not null, Finished: not null }));
        Assert.Empty(_stores[1].Contradictions(9));
    }

    [Fact]
    public async Task One_at_a_time_settles_until_it_is_gone()
    {
        Assert.True(_stores[0].MaySettle());
        Assert.False(_stores[1].MaySettle());
        Assert.True(_stores[0].MaySettle());
        _database.Run("SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory'");
        await Eventually.IsTrueAsync(() => Settles(_stores[1]), "the other one settles");
        Assert.False(Settles(_stores[0]));

        // for a moment after that the server counts as away
        static bool Settles(PostgresRatingStore store)
        {
            try
            {
                return store.MaySettle();
            }
            catch (StoreException)
            {
                return false;
            }
        }
    }

    [Fact]
    public void A_day_is_not_settled_with_what_was_read_before_a_later_settling()
    {
        var (outlet, day) = (OutletId.Parse("o-1"), new DateOnly(2026, 11, 21));
        var row = new ServedRow(outlet, day, ServiceId.Parse("a1"), null, null, null, null, null, null, null);
        _stores[0].Commit(new ServedGroup([row], []));
        var early = _stores[0].Dirty(1).Single();
        _stores[0].Commit(new ServedGroup([row with { Ticket = ServiceId.Parse("a2") }], []));
        _stores[1].Settle(new(_stores[1].Dirty(1).Single(), [Cell(2)]));
        _stores[0].Settle(new(early, [Cell(1)]));
        Assert.Equal(2, _stores[0].Sums(new(Grain.Day, day, day, [MeasureFamily.Figures])).Single().Count);
        Assert.Empty(_stores[0].Dirty(9));

        RollupCell Cell(long count) => new(new(day, 9), TestBranch.Post("d-1"), null, "served", count);
    }

    private static void Settle(PostgresRatingStore store, CancellationToken over)
    {
        while (!over.IsCancellationRequested) SettleAll(store);
    }

    private static void SettleAll(PostgresRatingStore store)
    {
        foreach (var marked in store.Dirty(10))
        {
            var day = OutletDay.Read(
                store, marked.Outlet, marked.Day, TestBranch.Registry.Outlet(marked.Outlet));
            store.Settle(new(marked, DayCells.Of(day, DefinitionBook.BuiltIn.On(marked.Day))));
        }
    }
}
