using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>
/// Writes groups, each in a transaction of its own on a connection of the pool. All take what they hold in
/// one order: journals, rows, cells, refused payloads, marks; so none waits in a circle. The marks, which
/// collectors share, come last and are held for the commit only.
/// </summary>
internal sealed class PostgresWriter : IDisposable
{
    // Writes to the log, so that its commit waits for the disk and the standby like any other.
    private const string Touch = "SELECT pg_logical_emit_message(true, 'rating', '')";

    private readonly PostgresSource _source;
    private readonly PostgresNames _names;
    private readonly PostgresMonths _months;
    private readonly PostgresHeads _heads;
    private readonly PostgresRows _rows;
    private readonly PostgresCells _cells;
    private readonly PostgresStatedWriter _stated;
    private readonly int _quarantineMost;

    public PostgresWriter(PostgresSource source, int quarantineMost)
    {
        (_source, _quarantineMost) = (source, quarantineMost);
        (_names, _months) = (new(source), new(source));
        (_heads, _rows, _cells) = (new(_names), new(_names), new(_names));
        _stated = new(_names);
        source.Changed += Forget;
    }

    /// <summary>Writes all of a group or nothing; durable when it returns.</summary>
    public void Commit(IntakeGroup group)
    {
        _months.Make([
            .. group.Segments.Select(s => DateOnly.FromDateTime(s.Received.UtcDateTime)),
            .. Days(group.Deltas), .. group.Events.Select(e => e.Slot.Day),
            .. group.Moments.Select(m => m.Slot.Day),
        ]);
        _names.Know(group);
        _source.Transact(connection =>
        {
            _heads.Take(connection, group);
            _rows.Write(connection, group);
            _heads.Write(connection, group.Journals);
            _cells.Add(connection, group.Deltas);
            PostgresTrim.Quarantine(connection, group.Quarantine, _quarantineMost);
            PostgresMarks.Set(connection, PostgresMarks.Days(group));
        });
    }

    /// <summary>Writes all of a delivery or nothing; durable when it returns.</summary>
    public void Commit(ServedGroup group)
    {
        var days = PostgresMarks.Days(group);
        _months.Make(days.Select(d => d.Item2));
        _source.Transact(connection =>
        {
            PostgresServed.Write(connection, group, _quarantineMost);
            PostgresMarks.Set(connection, days);
        });
    }

    /// <summary>Replaces a day's derived cells or nothing; durable when it returns.</summary>
    public void Settle(SettledDay day)
    {
        _months.Make([day.Day.Day, .. Days(day.Cells)]);
        _names.Know(day.Cells);
        _source.Transact(connection =>
        {
            if (!PostgresMarks.TryHold(connection, day.Day)) return; // a later look was kept
            _cells.Replace(connection, day);
            PostgresMarks.Take(connection, day.Day);
            PostgresStatementWriter.Mark(connection, day.Day);
        });
    }

    /// <summary>Appends all statements of a group or none; durable when it returns.</summary>
    public void Keep(StatementGroup group)
    {
        _months.Make(group.Statements.Select(s => Statement.PeriodOf(s.Head.Period)!)
            .Concat(group.Stated.Select(s => s.Report.Period)).SelectMany(p => new[] { p.From, p.To }));
        _stated.Know(group.Stated);
        _source.Transact(connection =>
        {
            PostgresStatementWriter.Keep(connection, group);
            _stated.Write(connection, group.Stated);
        });
    }

    /// <summary>Keeps a receipt; durable when it returns.</summary>
    public void Receipted(Receipt receipt) =>
        _source.Transact(connection => PostgresStatementWriter.Receipted(connection, receipt));

    /// <summary>Returns once everything committed before, by whomever, is as durable as a commit.</summary>
    public void Confirm() => _source.Transact(connection => connection.Run(Touch));

    /// <summary>What was learned of a server may not be so on the next.</summary>
    public void Forget()
    {
        _names.Forget();
        _months.Forget();
    }

    public void Dispose() => _source.Changed -= Forget;

    private static IEnumerable<DateOnly> Days(IEnumerable<RollupCell> cells) => cells.Select(c => c.Slot.Day);
}
