using Npgsql;
using NpgsqlTypes;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>Appends to chains; marks days that were settled for their statements. The heads of the chains
/// are locked in their order, so receivers that meet on an outlet do not wait in a circle.</summary>
internal static class PostgresStatementWriter
{
    private const string Lock =
        """
        INSERT INTO chain(outlet, n, hash) SELECT o, 0, '' FROM unnest($1::text[]) AS given(o)
        ON CONFLICT DO NOTHING
        """;

    private const string Heads =
        "SELECT outlet, n, hash FROM chain WHERE outlet = ANY($1) ORDER BY outlet FOR UPDATE";

    private const string Move =
        """
        UPDATE chain SET n = given.n, hash = given.hash
        FROM unnest($1::text[], $2::bigint[], $3::bytea[]) AS given(outlet, n, hash)
        WHERE chain.outlet = given.outlet
        """;

    private const string Add = "COPY statement(outlet, n, kind, first, edition, hash, envelope, body, kept) "
        + "FROM STDIN (FORMAT BINARY)";

    /// <exception cref="InvalidOperationException">A statement is not the next of its chain.</exception>
    public static void Keep(NpgsqlConnection connection, StatementGroup group)
    {
        if (group.Statements.Count > 0) Append(connection, group);
        if (group.Sealed.Count == 0) return;
        connection.Run(
            "DELETE FROM unsealed u USING unnest($1::text[], $2::integer[], $3::bigint[]) "
            + "AS given(outlet, day, mark) WHERE u.outlet = given.outlet AND u.day = given.day "
            + "AND u.mark = given.mark",
            group.Sealed.Select(d => d.Outlet.ToString()).ToArray(),
            group.Sealed.Select(d => d.Day.DayNumber).ToArray(), group.Sealed.Select(d => d.Mark).ToArray());
    }

    /// <exception cref="InvalidOperationException">No such statement is held.</exception>
    public static void Receipted(NpgsqlConnection connection, Receipt receipt)
    {
        var found = connection.Run(
            "UPDATE statement SET receipt = coalesce(receipt, $1) WHERE outlet = $2 AND n = $3 AND hash = $4",
            StatementText.Write(receipt), receipt.Outlet.ToString(), receipt.N, receipt.Hash.ToBytes());
        if (found == 0)
            throw new InvalidOperationException($"Statement {receipt.N} of {receipt.Outlet} is not held.");
    }

    public static void Mark(NpgsqlConnection connection, DirtyDay settled) => connection.Run(
        "INSERT INTO unsealed(outlet, day, mark) VALUES ($1, $2, nextval('unsealed_number')) "
        + "ON CONFLICT (outlet, day) DO UPDATE SET mark = excluded.mark",
        settled.Outlet.ToString(), settled.Day.DayNumber);

    private static void Append(NpgsqlConnection connection, StatementGroup group)
    {
        var outlets = group.Statements.Select(s => s.Head.Outlet.ToString()).Distinct()
            .Order(StringComparer.Ordinal).ToArray();
        connection.Run(Lock, (object)outlets);
        var heads = connection.All(Heads, r => new ChainHead(
            OutletId.Parse(r.GetString(0)), r.GetInt64(1),
            r.GetInt64(1) == 0 ? Digest.Zero : Digest.FromBytes(r.GetFieldValue<byte[]>(2))), (object)outlets)
            .ToDictionary(h => h.Outlet);
        foreach (var signed in group.Statements)
        {
            var head = heads[signed.Head.Outlet];
            if (StoredStatement.Refusal(signed, head.N == 0 ? null : head) is { } refusal)
                throw new InvalidOperationException($"{refusal}.");
            heads[signed.Head.Outlet] = new(signed.Head.Outlet, signed.Head.N, signed.Hash);
        }

        Copy(connection, group);
        var moved = heads.Values.ToList();
        connection.Run(Move,
            moved.ConvertAll(h => h.Outlet.ToString()).ToArray(), moved.ConvertAll(h => h.N).ToArray(),
            moved.ConvertAll(h => h.Hash.ToBytes()).ToArray());
    }

    private static void Copy(NpgsqlConnection connection, StatementGroup group)
    {
        using var copy = connection.BeginBinaryImport(Add);
        foreach (var signed in group.Statements)
        {
            var period = Statement.PeriodOf(signed.Head.Period)!;
            copy.StartRow();
            copy.Write(signed.Head.Outlet.ToString(), NpgsqlDbType.Text);
            copy.Write(signed.Head.N, NpgsqlDbType.Bigint);
            copy.Write((short)period.Kind, NpgsqlDbType.Smallint);
            copy.Write(period.From.DayNumber, NpgsqlDbType.Integer);
            copy.Write(signed.Head.Edition, NpgsqlDbType.Integer);
            copy.Write(signed.Hash.ToBytes(), NpgsqlDbType.Bytea);
            copy.Write(StatementText.Write(signed.Envelope), NpgsqlDbType.Bytea);
            copy.Write(signed.Body.ToArray(), NpgsqlDbType.Bytea);
            copy.Write(group.Kept.ToUnixTimeMilliseconds(), NpgsqlDbType.Bigint);
        }

        copy.Complete();
    }
}
