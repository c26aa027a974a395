using Npgsql;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store.Postgres;
using RatingDevice.Tests.Statements;

namespace RatingDevice.Tests.Store.Postgres;

/// <summary>A database of an older program is brought on, and keeps what it holds.</summary>
public sealed class PostgresMigrationTests(PostgresDatabases databases) : IDisposable
{
    private readonly PostgresDatabase _database = databases.NextEmpty();
    private readonly ChainScript _chain = new("o-1");

    public void Dispose() => _chain.Dispose();

    [Fact]
    public void Statements_of_one_table_come_into_months_verbatim_and_in_their_order()
    {
        var source = PostgresSource.Rent(_database.Settings);
        try
        {
            PostgresSchema.Migrate(source, to: 2);
            SignedStatement[] old =
            [
                _chain.Day("1971-01-01"), _chain.Day("2026-10-31"), _chain.Day("2026-11-01"),
                _chain.Month("2026-10", 3), _chain.Day("2150-01-01"),
            ];
            source.Transact(connection =>
            {
                foreach (var statement in old) Insert(connection, statement);
            });
            using var store = PostgresRatingStore.Open(_database.Settings);
            Assert.Equal(old.Select(s => s.ToBytes()),
                store.Statements.Chain(_chain.Outlet).Select(k => k.Signed.ToBytes()));
            Assert.Equal([1L, 2L, 3L, 4L, 5L], store.Statements.Unsent(9).Select(k => k.Signed.Head.N));
            Assert.True(_database.Ask("SELECT count(*) = 2 FROM statement_2026_10"));
            Assert.True(_database.Ask("SELECT count(*) = 1 FROM statement_2026_11"));
            store.Statements.Keep(new([_chain.Day("2026-12-01")], DateTimeOffset.UnixEpoch));
            Assert.True(_database.Ask("SELECT count(*) = 1 FROM statement_2026_12"));
            Assert.Equal(6, store.Statements.Unsent(9)[^1].Signed.Head.N);
        }
        finally
        {
            source.Return();
        }
    }

    private static void Insert(NpgsqlConnection connection, SignedStatement statement)
    {
        var (head, when) = (statement.Head, StatedWhen.Of(statement));
        connection.Run(
            "INSERT INTO statement(outlet, n, kind, first, edition, hash, envelope, body, kept) "
            + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)",
            head.Outlet.ToString(), head.N, (short)when.Kind, when.First.DayNumber, head.Edition,
            statement.Hash.ToBytes(), StatementText.Write(statement.Envelope), statement.Body.ToArray());
        connection.Run(
            "INSERT INTO chain VALUES ($1, $2, $3) ON CONFLICT (outlet) DO UPDATE SET n = $2, hash = $3",
            head.Outlet.ToString(), head.N, statement.Hash.ToBytes());
    }
}
