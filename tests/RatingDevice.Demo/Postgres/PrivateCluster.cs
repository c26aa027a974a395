using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;
using RatingDevice.Demo.Processes;

namespace RatingDevice.Demo.Postgres;

/// <summary>
/// A PostgreSQL of our own: own folder, own loopback port, own password, every commit synced. Stopped by its
/// process id, and its folder goes with it.
/// </summary>
internal sealed class PrivateCluster : IAsyncDisposable
{
    /// <summary>Owner of every database in it.</summary>
    public const string User = "rating";

    private const int PortTries = 3;
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(120),
        StopWithin = TimeSpan.FromSeconds(20);

    private readonly ClusterFolder _folder;
    private Process? _process;

    private PrivateCluster(ClusterFolder folder) => _folder = folder;

    public string Folder => _folder.Path;

    public int Port { get; private set; }

    public string PasswordFile => _folder.PasswordFile;

    /// <summary>Leaves the folder behind for a look.</summary>
    public bool KeepFolder { get; set; }

    public bool Running => _process is { HasExited: false };

    /// <summary>Why there is none to be had here; null where there is.</summary>
    public static string? Missing => ClusterFolder.Programs is null ? "PostgreSQL is not installed" : null;

    /// <summary>Makes one and starts it.</summary>
    public static async Task<PrivateCluster> StartAsync(CancellationToken stop = default)
    {
        var cluster = new PrivateCluster(ClusterFolder.Make(
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))));
        return await cluster.FilledAsync("initdb", stop,
            "--pgdata", cluster._folder.Data, "--username", User, "--pwfile", cluster.PasswordFile,
            "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-sync",
            "--no-instructions");
    }

    /// <summary>
    /// A standby of this one, started; from when this returns every commit waits until it has it on disk.
    /// </summary>
    public async Task<PrivateCluster> StandbyAsync(CancellationToken stop = default)
    {
        var standby = new PrivateCluster(ClusterFolder.Make(File.ReadAllText(PasswordFile)));
        await standby.FilledAsync("pg_basebackup", stop,
            "--pgdata", standby._folder.Data, "--write-recovery-conf", "--wal-method", "stream",
            "--checkpoint", "fast", "--no-sync", "--dbname",
            $"host=127.0.0.1 port={Port} user={User} password={File.ReadAllText(PasswordFile)} "
            + "application_name=standby");
        Run("postgres", "ALTER SYSTEM SET synchronous_standby_names = 'FIRST 1 (standby)'");
        Run("postgres", "SELECT pg_reload_conf()");
        var begun = Stopwatch.GetTimestamp();
        while (!Ask("postgres", "SELECT count(*) = 1 FROM pg_stat_replication WHERE sync_state = 'sync'"))
        {
            if (Stopwatch.GetElapsedTime(begun) > ReadyWithin)
                throw new InvalidOperationException("the standby does not follow");
            await Task.Delay(50, stop);
        }

        return standby;
    }

    /// <summary>A standby becomes the primary; returns once it is.</summary>
    public void Promote() => Run("postgres", "SELECT pg_promote(true, 60)");

    /// <summary>Npgsql's words for a database here, without the password.</summary>
    public string Connection(string database) =>
        $"Host=127.0.0.1;Port={Port};Username={User};Database={database}";

    /// <summary>Makes a database, empty or a copy of another.</summary>
    public void Create(string database, string? like = null) => Run(
        "postgres", $"CREATE DATABASE {database}" + (like is null ? "" : $" TEMPLATE {like}"));

    /// <summary>Runs a statement as the owner.</summary>
    public void Run(string database, string sql)
    {
        using var connection = Open(database);
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Asks something that is true or false.</summary>
    public bool Ask(string database, string sql)
    {
        using var connection = Open(database);
        using var command = new NpgsqlCommand(sql, connection);
        return (bool)command.ExecuteScalar()!;
    }

    /// <summary>kill -9 of the whole of it, as a power cut would; its folder stays until disposal.</summary>
    public async Task KillAsync()
    {
        if (!Running) return;
        // the postmaster first: it would start the others again
        var children = OwnProcesses.ChildrenOf(_process!.Id);
        Signals.Send(_process.Id, Signals.Kill);
        foreach (var child in children) Signals.Send(child, Signals.Kill);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            if (!process.HasExited) Signals.Send(process.Id, Signals.Interrupt);
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(StopWithin));
            await KillAsync();
            process.Dispose();
            _process = null;
        }

        if (!KeepFolder) _folder.Remove();
    }

    private async Task<PrivateCluster> FilledAsync(
        string program, CancellationToken stop, params string[] words)
    {
        try
        {
            await _folder.RunAsync(program, words, stop);
            for (var i = 1; ; i++)
            {
                if (await ServesAsync(stop)) return this;
                if (i == PortTries) throw new InvalidOperationException($"PostgreSQL ended: {_folder.Said}");
            }
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>False where it ended at once: somebody took the port.</summary>
    private async Task<bool> ServesAsync(CancellationToken stop)
    {
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        _process = await _folder.StartAsync(
        [
            "-D", _folder.Data, "-c", "listen_addresses=127.0.0.1", "-c", $"port={Port}",
            "-c", "unix_socket_directories=", "-c", "synchronous_commit=on",
            "-c", "shared_buffers=128MB", "-c", "max_connections=200", "-c", "max_wal_size=2GB",
        ]);
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < ReadyWithin;)
        {
            if (_process.HasExited) return false;
            try
            {
                using var connection = Open("postgres");
                return true;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(50, stop); // still starting
            }
        }

        throw new InvalidOperationException($"PostgreSQL does not get ready: {_folder.Said}");
    }

    private NpgsqlConnection Open(string database)
    {
        var password = File.ReadAllText(PasswordFile);
        var words = $"{Connection(database)};Password={password};Pooling=false;Timeout=60";
        var connection = new NpgsqlConnection(words);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
