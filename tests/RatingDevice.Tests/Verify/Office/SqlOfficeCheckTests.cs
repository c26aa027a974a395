using Microsoft.Data.Sqlite;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Store.Postgres;
using RatingDevice.Collector.Store.Sqlite;
using RatingDevice.Tests.Store.Postgres;

namespace RatingDevice.Tests.Verify.Office;

/// <summary>The two databases have the same tables.</summary>
public abstract class SqlOfficeCheckTests : OfficeCheckContract
{
    internal abstract void Run(string sql);

    internal abstract string Blob(byte[] bytes);

    internal override void Put(StatedRow row)
    {
        Drop(row.Key);
        var k = row.Key;
        Run($"INSERT INTO stated(grain, part, first, outlet, teller, counts) VALUES ({(int)k.Grain}, "
            + $"{(int)k.Part}, {k.First.DayNumber}, {Word(k.Outlet)}, {Teller(k.Teller)}, "
            + $"{Blob(row.Counts)})");
    }

    internal override void Drop(StatedKey k) => Run(
        $"DELETE FROM stated WHERE grain = {(int)k.Grain} AND part = {(int)k.Part} AND first = "
        + $"{k.First.DayNumber} AND outlet = {Word(k.Outlet)} AND teller = {Teller(k.Teller)}");

    internal override void AlterReport(OutletId outlet, DateOnly day, long entries) => Run(
        $"UPDATE report SET entries = {entries} WHERE kind = {(int)PeriodKind.Day} "
        + $"AND first = {day.DayNumber} AND outlet = {Word(outlet)}");

    internal override void DropTeller(TellerId teller, OutletId outlet) => Run(
        $"DELETE FROM stated_teller WHERE teller = {Word(teller)} AND outlet = {Word(outlet)}");

    internal override void AlterBody(OutletId outlet, long n, byte[] body) => Run(
        $"UPDATE statement SET body = {Blob(body)} WHERE outlet = '{outlet}' AND n = {n}");

    internal override void AlterEnvelope(OutletId outlet, long n, byte[] envelope) => Run(
        $"UPDATE statement SET envelope = {Blob(envelope)} WHERE outlet = '{outlet}' AND n = {n}");

    internal override void DropStatement(OutletId outlet, long n) => Run(
        $"DELETE FROM statement WHERE outlet = '{outlet}' AND n = {n}");

    private static string Word(object text) => $"(SELECT id FROM word WHERE text = '{text}')";

    private static string Teller(TellerId? teller) => teller is { } one ? Word(one) : "0";
}

public sealed class SqliteOfficeCheckTests : SqlOfficeCheckTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rating-office").FullName;
    private SqliteRatingStore? _store;

    private string Path => System.IO.Path.Combine(_folder, "branch.db");

    internal override IRatingStore Store => _store ??= SqliteRatingStore.Open(new(Path));

    internal override void Close()
    {
        _store?.Dispose();
        _store = null;
    }

    public override void Dispose()
    {
        Close();
        Directory.Delete(_folder, recursive: true);
        base.Dispose();
    }

    internal override void Run(string sql)
    {
        Close();
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    internal override string Blob(byte[] bytes) => $"x'{Convert.ToHexString(bytes)}'";
}

public sealed class PostgresOfficeCheckTests(PostgresDatabases databases) : SqlOfficeCheckTests
{
    private readonly PostgresDatabase _database = databases.Next();
    private PostgresRatingStore? _store;

    internal override IRatingStore Store => _store ??= PostgresRatingStore.Open(_database.Settings, 5);

    internal override void Close()
    {
        _store?.Dispose();
        _store = null;
    }

    public override void Dispose()
    {
        Close();
        base.Dispose();
    }

    internal override void Run(string sql) => _database.Run(sql);

    internal override string Blob(byte[] bytes) => $"'\\x{Convert.ToHexString(bytes)}'::bytea";
}
