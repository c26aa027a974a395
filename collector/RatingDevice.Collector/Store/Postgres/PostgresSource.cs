using Npgsql;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>
/// Connections to the primary, wherever it is among the hosts; a store and its snapshots share one pool. Each
/// session asks for synchronous commit itself, whatever the server's default is.
/// </summary>
internal sealed class PostgresSource
{
    // What the user writes comes after these and wins. A host that was promoted is found within a second.
    private const string Usual = "Timeout=15;Command Timeout=60;Max Auto Prepare=80;Host Recheck Seconds=1;"
        + "Keepalive=10;Maximum Pool Size=50;Application Name=rating-collector;";

    // Compiling a question takes the server longer than answering it: most read few rows of many partitions.
    private const string Quick = "-c jit=off";

    private const string Durable = "-c synchronous_commit=on -c idle_in_transaction_session_timeout=0";

    private static readonly Lock Gate = new();
    private static readonly Dictionary<PostgresSettings, PostgresSource> Open = [];

    private readonly PostgresSettings _settings;
    private readonly NpgsqlMultiHostDataSource? _hosts;
    private readonly NpgsqlDataSource _primary;
    private int _uses;
    private string? _server;

    private PostgresSource(PostgresSettings settings)
    {
        _settings = settings;
        var words = new NpgsqlConnectionStringBuilder(Usual + settings.Connection);
        words.TargetSessionAttributes = null;
        words.Options = $"{Quick} {words.Options} {Durable}";
        if (settings.Schema is not null) words.SearchPath = settings.Schema;
        var builder = new NpgsqlDataSourceBuilder(words.ConnectionString);
        builder.UsePhysicalConnectionInitializer(Meet, c =>
        {
            Meet(c);
            return Task.CompletedTask;
        });
        if (settings.PasswordFile is { } file)
        {
            builder.UsePasswordProvider(
                _ => File.ReadAllText(file).Trim(),
                async (_, stop) => (await File.ReadAllTextAsync(file, stop)).Trim());
        }

        if (words.Host?.Contains(',', StringComparison.Ordinal) == true) _hosts = builder.BuildMultiHost();
        _primary = _hosts?.WithTargetSession(TargetSessionAttributes.Primary) ?? builder.Build();
    }

    /// <summary>Told when another server than before answers, or the same after a restart.</summary>
    public event Action? Changed;

    /// <summary>The pool of these settings, made where there is none; give it back.</summary>
    public static PostgresSource Rent(PostgresSettings settings)
    {
        lock (Gate)
        {
            if (!Open.TryGetValue(settings, out var source)) Open[settings] = source = new(settings);
            source._uses++;
            return source;
        }
    }

    public void Return()
    {
        lock (Gate)
        {
            if (--_uses > 0) return;
            Open.Remove(_settings);
        }

        _primary.Dispose();
        _hosts?.Dispose();
    }

    /// <summary>A connection of the pool.</summary>
    public NpgsqlConnection Connect() => _primary.OpenConnection();

    /// <summary>
    /// Runs something in a transaction. Returns only where the server said without reserve that it is
    /// committed: a commit whose end is not known, or that a standby has not confirmed, throws.
    /// </summary>
    public void Transact(Action<NpgsqlConnection> write)
    {
        using var connection = Connect();
        using var transaction = connection.BeginTransaction();
        write(connection);
        string? reserve = null;
        connection.Notice += Note;
        try
        {
            transaction.Commit();
        }
        finally
        {
            connection.Notice -= Note;
        }

        if (reserve is not null) throw new InvalidOperationException($"not known to be durable: {reserve}");

        // "canceling wait for synchronous replication" is a warning beside a success
        void Note(object sender, NpgsqlNoticeEventArgs e)
        {
            if (e.Notice.InvariantSeverity == "WARNING") reserve = e.Notice.MessageText;
        }
    }

    public override string ToString() => _settings.ToString();

    private void Meet(NpgsqlConnection connection)
    {
        using var ask = new NpgsqlCommand(
            "SELECT pg_postmaster_start_time()::text, current_setting('fsync') = 'off', pg_is_in_recovery()",
            connection);
        string server;
        bool unsynced;
        using (var said = ask.ExecuteReader())
        {
            said.Read();
            if (said.GetBoolean(2)) return; // a standby, asked whether it is one
            (server, unsynced) = (said.GetString(0), said.GetBoolean(1));
        }

        if (unsynced)
            throw new InvalidOperationException("fsync is off there, so nothing is durable; set it on");
        var before = Interlocked.Exchange(ref _server, server);
        if (before is not null && before != server) Changed?.Invoke();
    }
}
