using Npgsql;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>
/// The tables, by version. Moments are UTC milliseconds since 1970; a day is its number, a slot day * 24 +
/// hour, of a month the first hour of its first day; kinds and grains are the values of the enumerations, the
/// kind of a cell that of <see cref="CellKind"/>. Tables that grow with time are cut into months, see
/// <see cref="PostgresMonths"/>. A released step is never edited: a change is a further step, and
/// schema_step says which were taken.
/// </summary>
internal static class PostgresSchema
{
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE word(id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            text text COLLATE "C" NOT NULL UNIQUE);
        CREATE TABLE post(id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            outlet text COLLATE "C" NOT NULL, counter text COLLATE "C" NOT NULL,
            device text COLLATE "C" NOT NULL, UNIQUE(outlet, counter, device));
        CREATE TABLE rules(id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            zone text COLLATE "C" NOT NULL, cut_over text COLLATE "C" NOT NULL, UNIQUE(zone, cut_over));
        CREATE TABLE journal(id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            name text COLLATE "C" NOT NULL UNIQUE, device text NOT NULL DEFAULT '',
            key text NOT NULL DEFAULT '', head bigint NOT NULL DEFAULT 0, hash bytea NOT NULL DEFAULT '');
        CREATE TABLE segment(journal integer NOT NULL, first bigint NOT NULL, last bigint NOT NULL,
            hash bytea NOT NULL, received bigint NOT NULL, post integer NOT NULL, rules integer NOT NULL,
            header bytea NOT NULL, lines bytea NOT NULL,
            PRIMARY KEY(journal, first, received)) PARTITION BY RANGE(received);
        DO $$ BEGIN ALTER TABLE segment ALTER lines SET COMPRESSION lz4;
            EXCEPTION WHEN feature_not_supported THEN NULL; END $$;
        CREATE TABLE anchor(journal integer NOT NULL, boot text COLLATE "C" NOT NULL, began bigint NOT NULL,
            placed_by smallint NOT NULL, PRIMARY KEY(journal, boot));
        CREATE TABLE event(journal integer NOT NULL, n bigint NOT NULL, kind smallint NOT NULL,
            post integer NOT NULL, teller integer, service text COLLATE "C", at bigint NOT NULL,
            placed_by smallint NOT NULL, slot integer NOT NULL, invited bigint NOT NULL, level integer,
            after_ms bigint, was integer, replaces bigint, by smallint, count integer NOT NULL,
            PRIMARY KEY(journal, n, slot)) PARTITION BY RANGE(slot);
        CREATE INDEX event_place ON event(slot, post);
        CREATE TABLE moment(journal integer NOT NULL, n bigint NOT NULL, kind smallint NOT NULL,
            post integer NOT NULL, teller integer, code smallint, at bigint NOT NULL, slot integer NOT NULL,
            PRIMARY KEY(journal, n, slot)) PARTITION BY RANGE(slot);
        CREATE INDEX moment_place ON moment(slot, post);
        CREATE TABLE rollup(grain smallint NOT NULL, slot integer NOT NULL, kind smallint NOT NULL,
            post integer NOT NULL, teller integer NOT NULL, measure integer NOT NULL, count bigint NOT NULL,
            PRIMARY KEY(grain, slot, kind, post, teller, measure)) PARTITION BY RANGE(slot);
        CREATE INDEX rollup_teller ON rollup(teller, grain, slot);
        CREATE TABLE served(outlet text COLLATE "C" NOT NULL, day integer NOT NULL,
            ticket text COLLATE "C" NOT NULL, counter text, teller text, type text, issued bigint,
            called bigint, finished bigint, void text,
            PRIMARY KEY(outlet, day, ticket)) PARTITION BY RANGE(day);
        CREATE SEQUENCE mark_number;
        CREATE TABLE mark(outlet text COLLATE "C" NOT NULL, day integer NOT NULL, mark bigint NOT NULL,
            settled bigint NOT NULL, PRIMARY KEY(outlet, day)) PARTITION BY RANGE(day);
        CREATE INDEX mark_open ON mark(mark) WHERE mark > settled;
        CREATE TABLE contradiction(id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            outlet text COLLATE "C" NOT NULL, day integer NOT NULL, ticket text COLLATE "C" NOT NULL,
            kept_counter text, kept_teller text, kept_type text, kept_issued bigint, kept_called bigint,
            kept_finished bigint, kept_void text, counter text, teller text, type text, issued bigint,
            called bigint, finished bigint, void text, received bigint NOT NULL, source text NOT NULL);
        CREATE INDEX contradiction_key ON contradiction(outlet, day, ticket);
        CREATE TABLE quarantine(id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            received bigint NOT NULL, topic text NOT NULL, reason text NOT NULL, detail text NOT NULL,
            size integer NOT NULL, head bytea NOT NULL);
        CREATE TABLE dropped(name text PRIMARY KEY, count bigint NOT NULL);
        INSERT INTO dropped VALUES ('quarantine', 0), ('contradiction', 0);
        """,
        """
        CREATE TABLE chain(outlet text COLLATE "C" PRIMARY KEY, n bigint NOT NULL, hash bytea NOT NULL);
        CREATE TABLE statement(id bigint GENERATED ALWAYS AS IDENTITY, outlet text COLLATE "C" NOT NULL,
            n bigint NOT NULL, kind smallint NOT NULL, first integer NOT NULL, edition integer NOT NULL,
            hash bytea NOT NULL, envelope bytea NOT NULL, body bytea NOT NULL, kept bigint NOT NULL,
            receipt bytea, PRIMARY KEY(outlet, n), UNIQUE(outlet, kind, first, edition));
        DO $$ BEGIN ALTER TABLE statement ALTER body SET COMPRESSION lz4;
            EXCEPTION WHEN feature_not_supported THEN NULL; END $$;
        CREATE INDEX statement_unsent ON statement(id) WHERE receipt IS NULL;
        CREATE SEQUENCE unsealed_number;
        CREATE TABLE unsealed(outlet text COLLATE "C" NOT NULL, day integer NOT NULL, mark bigint NOT NULL,
            PRIMARY KEY(outlet, day));
        INSERT INTO unsealed SELECT p.outlet, c.slot / 24, 0 FROM rollup c JOIN post p ON p.id = c.post
            WHERE c.grain = 1 GROUP BY 1, 2;
        UPDATE unsealed SET mark = nextval('unsealed_number');
        CREATE TABLE stated(grain smallint NOT NULL, part smallint NOT NULL, first integer NOT NULL,
            outlet integer NOT NULL, teller integer NOT NULL, counts bytea NOT NULL,
            PRIMARY KEY(grain, part, first, outlet, teller)) PARTITION BY RANGE(first);
        CREATE TABLE report(kind smallint NOT NULL, first integer NOT NULL, outlet integer NOT NULL,
            n bigint NOT NULL, edition integer NOT NULL, hash bytea NOT NULL, entries bigint NOT NULL,
            missing bigint NOT NULL, kept bigint NOT NULL, came bigint NOT NULL,
            PRIMARY KEY(kind, first, outlet)) PARTITION BY RANGE(first);
        CREATE INDEX report_missing ON report(kind, first) WHERE missing > 0;
        CREATE TABLE stated_teller(teller integer NOT NULL, outlet integer NOT NULL, name text,
            seen integer NOT NULL, PRIMARY KEY(teller, outlet));
        """,
        PostgresStatementMonths.Step,
        PostgresAudits.Step,
    ];

    /// <summary>The version this program writes.</summary>
    public static int Version => Steps.Length;

    /// <summary>
    /// Takes the steps that are missing, all or none; collectors that start together wait for each other.
    /// </summary>
    /// <param name="source">The database.</param>
    /// <param name="to">Where to stop; null: at the version this program writes.</param>
    /// <exception cref="InvalidDataException">It is newer.</exception>
    public static void Migrate(PostgresSource source, int? to = null)
    {
        var last = to ?? Version;
        using (var connection = source.Connect())
            if (Read(connection) >= last) return;
        source.Transact(connection =>
        {
            connection.Run($"SELECT pg_advisory_xact_lock({PostgresLocks.Family}, {PostgresLocks.Schema})");
            connection.Run("CREATE TABLE IF NOT EXISTS schema_step(step integer PRIMARY KEY, "
                + "taken timestamptz NOT NULL DEFAULT now())");
            for (var step = Read(connection); step < last; step++)
            {
                connection.Run(Steps[step]);
                connection.Run("INSERT INTO schema_step(step) VALUES ($1)", step + 1);
            }

            if (last == Version) PostgresMonths.MakeEnds(connection);
        });
    }

    /// <summary>The version of a database, 0 for none.</summary>
    /// <exception cref="InvalidDataException">It is newer than this program.</exception>
    public static int Read(NpgsqlConnection connection)
    {
        var there = connection.All("SELECT to_regclass('schema_step') IS NOT NULL", r => r.GetBoolean(0));
        var version = !there[0] ? 0
            : connection.All("SELECT coalesce(max(step), 0) FROM schema_step", r => r.GetInt32(0))[0];
        return version <= Version ? version : throw new InvalidDataException(
            $"It has version {version}; this program knows versions up to {Version}. Update the program.");
    }
}
