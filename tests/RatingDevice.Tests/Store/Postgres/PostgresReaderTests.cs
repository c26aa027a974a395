using RatingDevice.Collector.Store;
using RatingDevice.Collector.Store.Postgres;

namespace RatingDevice.Tests.Store.Postgres;

/// <summary>The server goes while an answer is being read.</summary>
public sealed class PostgresReaderTests(PostgresDatabases databases) : IDisposable
{
    private const string Many = "SELECT generate_series(1, 3000000)";

    private readonly PostgresDatabase _database = databases.Next();
    private readonly List<PostgresSource> _rented = [];

    [Fact]
    public void Who_reads_on_is_told_by_the_stores_own_exception()
    {
        using var rows = Ask();
        Assert.True(rows.MoveNext());
        Cut();
        Assert.Throws<StoreException>(() =>
        {
            while (rows.MoveNext())
            {
                // to where the connection ends
            }
        });
    }

    [Fact]
    public void Who_wanted_no_more_is_not_disturbed()
    {
        var rows = Ask();
        Assert.True(rows.MoveNext());
        Cut();
        Assert.Null(Record.Exception(rows.Dispose));
    }

    public void Dispose() => _rented.ForEach(s => s.Return());

    private IEnumerator<int> Ask()
    {
        var source = PostgresSource.Rent(_database.Settings);
        _rented.Add(source);
        return new PostgresReader(source).Rows(Many, r => r.GetInt32(0)).GetEnumerator();
    }

    private void Cut() => Assert.True(_database.Ask($"""
        SELECT bool_and(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE query = '{Many}' AND datname = current_database()
        """));
}
