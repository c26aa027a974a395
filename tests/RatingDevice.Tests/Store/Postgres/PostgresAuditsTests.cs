using RatingDevice.Collector.Audit;
using RatingDevice.Collector.Store.Postgres;
using RatingDevice.Tests.Audit;

namespace RatingDevice.Tests.Store.Postgres;

public sealed class PostgresAuditsTests : AuditBookContract, IDisposable
{
    private readonly PostgresRatingStore _store;

    public PostgresAuditsTests(PostgresDatabases databases)
    {
        var database = databases.Next();
        _store = PostgresRatingStore.Open(database.Settings); // makes the tables
        (Book, Beside) = (new PostgresAudits(database.Settings), new PostgresAudits(database.Settings));
    }

    internal override IAuditBook Book { get; }

    internal override IAuditBook Beside { get; }

    public void Dispose()
    {
        Book.Dispose();
        Beside.Dispose();
        _store.Dispose();
    }
}
