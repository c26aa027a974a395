namespace RatingDevice.Collector.Store.Postgres;

/// <summary>
/// The step that cuts the table of statements into months, like all that grow with time, by the first day of
/// a statement's period. The key of a partition must be in every unique key: that an outlet has a number once
/// follows from the head of its chain, which each writer locks and moves on.
/// </summary>
internal static class PostgresStatementMonths
{
    /// <summary>SQL; the rows are carried over, with their order.</summary>
    public const string Step =
        """
        ALTER TABLE statement RENAME TO statement_whole;
        ALTER INDEX statement_unsent RENAME TO statement_whole_unsent;
        CREATE SEQUENCE statement_number;
        CREATE TABLE statement(id bigint NOT NULL DEFAULT nextval('statement_number'),
            outlet text COLLATE "C" NOT NULL, n bigint NOT NULL, kind smallint NOT NULL,
            first integer NOT NULL, edition integer NOT NULL, hash bytea NOT NULL, envelope bytea NOT NULL,
            body bytea NOT NULL, kept bigint NOT NULL, receipt bytea,
            PRIMARY KEY(outlet, n, first), UNIQUE(outlet, kind, first, edition)) PARTITION BY RANGE(first);
        DO $$ BEGIN ALTER TABLE statement ALTER body SET COMPRESSION lz4;
            EXCEPTION WHEN feature_not_supported THEN NULL; END $$;
        CREATE INDEX statement_unsent ON statement(id) WHERE receipt IS NULL;
        DO $$
        DECLARE
            begun date := '0001-01-01';
            month date;
        BEGIN
            EXECUTE format('CREATE TABLE statement_before PARTITION OF statement FOR VALUES FROM (MINVALUE) '
                'TO (%s)', date '2020-01-01' - begun);
            EXECUTE format('CREATE TABLE statement_after PARTITION OF statement FOR VALUES FROM (%s) '
                'TO (MAXVALUE)', date '2100-01-01' - begun);
            FOR month IN SELECT DISTINCT date_trunc('month', begun + first)::date FROM statement_whole
                WHERE first >= date '2020-01-01' - begun AND first < date '2100-01-01' - begun
            LOOP
                EXECUTE format('CREATE TABLE statement_%s PARTITION OF statement FOR VALUES FROM (%s) '
                    'TO (%s)', to_char(month, 'YYYY_MM'), month - begun,
                    (month + interval '1 month')::date - begun);
            END LOOP;
        END $$;
        INSERT INTO statement(id, outlet, n, kind, first, edition, hash, envelope, body, kept, receipt)
            SELECT id, outlet, n, kind, first, edition, hash, envelope, body, kept, receipt
            FROM statement_whole;
        SELECT setval('statement_number', (SELECT coalesce(max(id), 0) + 1 FROM statement_whole), false);
        DROP TABLE statement_whole;
        """;
}
