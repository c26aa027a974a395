using Microsoft.Data.Sqlite;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>Appends to chains; marks days that were settled for their statements.</summary>
internal sealed class SqliteStatementWriter(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement _mark = new(
        connection, "INSERT OR REPLACE INTO unsealed(outlet, day) VALUES (?, ?)");

    private readonly SqliteStatement _take = new(
        connection, "DELETE FROM unsealed WHERE mark = ? AND outlet = ? AND day = ?");

    private readonly SqliteStatement _keep = new(connection,
        """
        INSERT INTO statement(outlet, n, kind, first, edition, hash, envelope, body, kept)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """);

    private readonly SqliteStatement _receipt = new(connection,
        "UPDATE statement SET receipt = coalesce(receipt, ?) WHERE outlet = ? AND n = ? AND hash = ?");

    public void Mark(DirtyDay settled) =>
        _mark.Row().Bind(settled.Outlet.ToString()).Bind(settled.Day.DayNumber).Run();

    public void Keep(StatementGroup group)
    {
        var heads = new Dictionary<OutletId, ChainHead?>();
        foreach (var signed in group.Statements)
        {
            var head = signed.Head;
            if (!heads.TryGetValue(head.Outlet, out var chain)) chain = Head(head.Outlet);
            if (StoredStatement.Refusal(signed, chain) is { } refusal)
                throw new InvalidOperationException($"{refusal}.");
            heads[head.Outlet] = new(head.Outlet, head.N, signed.Hash);
            var period = Statement.PeriodOf(head.Period)!;
            _keep.Row().Bind(head.Outlet.ToString()).Bind(head.N).Bind((long)period.Kind)
                .Bind(period.From.DayNumber).Bind(head.Edition).Bind(signed.Hash.ToBytes())
                .Bind(StatementText.Write(signed.Envelope)).Bind(signed.Body.Span)
                .Bind(group.Kept.ToUnixTimeMilliseconds()).Run();
        }

        foreach (var day in group.Sealed)
            _take.Row().Bind(day.Mark).Bind(day.Outlet.ToString()).Bind(day.Day.DayNumber).Run();
    }

    public void Receipted(Receipt receipt)
    {
        _receipt.Row().Bind(StatementText.Write(receipt)).Bind(receipt.Outlet.ToString()).Bind(receipt.N)
            .Bind(receipt.Hash.ToBytes()).Run();
        if (Count("SELECT changes()") == 0)
            throw new InvalidOperationException($"Statement {receipt.N} of {receipt.Outlet} is not held.");
    }

    public void Dispose()
    {
        _mark.Dispose();
        _take.Dispose();
        _keep.Dispose();
        _receipt.Dispose();
    }

    private ChainHead? Head(OutletId outlet)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT n, hash FROM statement WHERE outlet = $o ORDER BY n DESC LIMIT 1";
        command.Parameters.AddWithValue("$o", outlet.ToString());
        using var reader = command.ExecuteReader();
        return reader.Read() ? new(outlet, reader.GetInt64(0), Digest.FromBytes((byte[])reader[1])) : null;
    }

    private long Count(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
