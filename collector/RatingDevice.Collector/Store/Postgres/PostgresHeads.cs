using Npgsql;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>
/// The heads of journals: a group takes hold of its journals' rows before it writes, and is kept only where
/// each is where the group was judged against. So several collectors may take in one journal, and each line
/// is taken once.
/// </summary>
internal sealed class PostgresHeads(PostgresNames names)
{
    private const string Lock = "SELECT id, head FROM journal WHERE id = ANY($1) ORDER BY id FOR UPDATE";

    private const string Move =
        """
        UPDATE journal SET device = given.device, key = given.key, head = given.head, hash = given.hash
        FROM unnest($1::integer[], $2::text[], $3::text[], $4::bigint[], $5::bytea[])
            AS given(id, device, key, head, hash) WHERE journal.id = given.id
        """;

    /// <summary>Holds the journals of a group until the transaction ends.</summary>
    /// <exception cref="PostgresConflict">One is not where the group begins.</exception>
    /// <exception cref="InvalidOperationException">A row of the group has no line in it.</exception>
    public void Take(NpgsqlConnection connection, IntakeGroup group)
    {
        if (group.Journals.Count == 0 && group.Segments.Count == 0 && group.Events.Count == 0) return;
        var ids = group.Journals.Select(j => names.Journals.Of(j.Journal)).ToArray();
        var heads = connection.All(Lock, r => (Id: r.GetInt32(0), Head: r.GetInt64(1)), ids)
            .ToDictionary(r => r.Id, r => r.Head);
        var ranges = new Dictionary<JournalId, (long First, long Last)>();
        foreach (var s in group.Segments)
        {
            var known = ranges.TryGetValue(s.Journal, out var before);
            var end = known ? before.Last : heads.GetValueOrDefault(names.Journals.Of(s.Journal), -1);
            if (s.First != end + 1)
                throw new PostgresConflict($"{s.Journal} is held up to {end}, not {s.First - 1}");
            ranges[s.Journal] = (known ? before.First : s.First, s.Last);
        }

        foreach (var e in group.Events)
        {
            if (!ranges.TryGetValue(e.Journal, out var lines) || e.N < lines.First || e.N > lines.Last)
                throw new InvalidOperationException($"row {e.N} of {e.Journal} has no line in its group");
        }
    }

    /// <summary>Moves them to where the group ends.</summary>
    public void Write(NpgsqlConnection connection, IReadOnlyList<JournalState> journals)
    {
        if (journals.Count == 0) return;
        connection.Run(
            Move, journals.Select(j => names.Journals.Of(j.Journal)).ToArray(),
            journals.Select(j => j.Device.ToString()).ToArray(), journals.Select(j => j.Key).ToArray(),
            journals.Select(j => j.Head).ToArray(), journals.Select(j => j.Hash.ToBytes()).ToArray());
    }
}
