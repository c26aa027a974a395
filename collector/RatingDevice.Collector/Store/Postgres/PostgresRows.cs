using Npgsql;
using NpgsqlTypes;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>Evidence and typed rows, by binary COPY.</summary>
internal sealed class PostgresRows(PostgresNames names)
{
    private const string Segment = "COPY segment(journal, first, last, hash, received, post, rules, header, "
        + "lines) FROM STDIN (FORMAT BINARY)";

    private const string Anchor =
        "COPY anchor(journal, boot, began, placed_by) FROM STDIN (FORMAT BINARY)";

    private const string Event = "COPY event(journal, n, kind, post, teller, service, at, placed_by, slot, "
        + "invited, level, after_ms, was, replaces, by, count) FROM STDIN (FORMAT BINARY)";

    private const string Moment =
        "COPY moment(journal, n, kind, post, teller, code, at, slot) FROM STDIN (FORMAT BINARY)";

    public void Write(NpgsqlConnection connection, IntakeGroup group)
    {
        Copy(connection, Segment, group.Segments, Write);
        Copy(connection, Anchor, group.Anchors, Write);
        Copy(connection, Event, group.Events, Write);
        Copy(connection, Moment, group.Moments, Write);
    }

    private static void Copy<T>(
        NpgsqlConnection connection, string sql, IReadOnlyList<T> rows, Action<NpgsqlBinaryImporter, T> write)
    {
        if (rows.Count == 0) return;
        using var copy = connection.BeginBinaryImport(sql);
        foreach (var row in rows)
        {
            copy.StartRow();
            write(copy, row);
        }

        copy.Complete();
    }

    private void Write(NpgsqlBinaryImporter to, Segment s)
    {
        to.Write(names.Journals.Of(s.Journal), NpgsqlDbType.Integer);
        to.Write(s.First, NpgsqlDbType.Bigint);
        to.Write(s.Last, NpgsqlDbType.Bigint);
        to.Write(s.LastHash.ToBytes(), NpgsqlDbType.Bytea);
        to.Write(s.Received.ToUnixTimeMilliseconds(), NpgsqlDbType.Bigint);
        to.Write(names.Posts.Of(s.Post), NpgsqlDbType.Integer);
        to.Write(names.Rules.Of(s.Rules), NpgsqlDbType.Integer);
        to.Write(s.Header, NpgsqlDbType.Bytea);
        to.Write(s.Lines, NpgsqlDbType.Bytea);
    }

    private void Write(NpgsqlBinaryImporter to, BootAnchor a)
    {
        to.Write(names.Journals.Of(a.Journal), NpgsqlDbType.Integer);
        to.Write(a.Boot.ToString(), NpgsqlDbType.Text);
        to.Write(a.Began.ToUnixTimeMilliseconds(), NpgsqlDbType.Bigint);
        to.Write((short)a.By, NpgsqlDbType.Smallint);
    }

    private void Write(NpgsqlBinaryImporter to, CounterEvent e)
    {
        to.Write(names.Journals.Of(e.Journal), NpgsqlDbType.Integer);
        to.Write(e.N, NpgsqlDbType.Bigint);
        to.Write((short)e.Kind, NpgsqlDbType.Smallint);
        to.Write(names.Posts.Of(e.Post), NpgsqlDbType.Integer);
        Word(to, e.Teller?.ToString());
        if (e.Service is { } service) to.Write(service.ToString(), NpgsqlDbType.Text);
        else to.WriteNull();
        to.Write(e.At.ToUnixTimeMilliseconds(), NpgsqlDbType.Bigint);
        to.Write((short)e.By, NpgsqlDbType.Smallint);
        to.Write(e.Slot.Key(), NpgsqlDbType.Integer);
        to.Write(e.Invited, NpgsqlDbType.Bigint);
        Word(to, e.Level?.ToString());
        Number(to, e.AfterMs);
        Word(to, e.Was?.ToString());
        Number(to, e.Replaces);
        if (e.Trigger is { } by) to.Write((short)by, NpgsqlDbType.Smallint);
        else to.WriteNull();
        to.Write(e.Count, NpgsqlDbType.Integer);
    }

    private void Write(NpgsqlBinaryImporter to, DeviceMoment m)
    {
        to.Write(names.Journals.Of(m.Journal), NpgsqlDbType.Integer);
        to.Write(m.N, NpgsqlDbType.Bigint);
        to.Write((short)m.Kind, NpgsqlDbType.Smallint);
        to.Write(names.Posts.Of(m.Post), NpgsqlDbType.Integer);
        Word(to, m.Teller?.ToString());
        if (m.Code is { } code) to.Write((short)code, NpgsqlDbType.Smallint);
        else to.WriteNull();
        to.Write(m.At.ToUnixTimeMilliseconds(), NpgsqlDbType.Bigint);
        to.Write(m.Slot.Key(), NpgsqlDbType.Integer);
    }

    private void Word(NpgsqlBinaryImporter to, string? text)
    {
        if (text is null) to.WriteNull();
        else to.Write(names.Words.Of(text), NpgsqlDbType.Integer);
    }

    private static void Number(NpgsqlBinaryImporter to, long? number)
    {
        if (number is { } there) to.Write(there, NpgsqlDbType.Bigint);
        else to.WriteNull();
    }
}
