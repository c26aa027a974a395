using RatingDevice.Collector.Store.Postgres;
using RatingDevice.Demo.Postgres;

[assembly: AssemblyFixture(typeof(RatingDevice.Tests.Store.Postgres.PostgresDatabases))]

namespace RatingDevice.Tests.Store.Postgres;

/// <summary>
/// One server of the tests' own, started by the first test that asks, and a fresh database for each. All go
/// with the server: to drop one costs more than to make it.
/// </summary>
public sealed class PostgresDatabases : IAsyncDisposable
{
    private const string Made = "made";

    // once only, also where it fails: every further try would take as long
    private readonly Lazy<PrivateCluster> _cluster = new(Start);
    private int _count;

    /// <summary>A database that holds an empty store; the test is skipped where there is no server.</summary>
    internal PostgresDatabase Next() => Next(Made);

    /// <summary>A database that holds nothing.</summary>
    internal PostgresDatabase NextEmpty() => Next(null);

    private PostgresDatabase Next(string? like)
    {
        if (PrivateCluster.Missing is { } why) Assert.Skip(why);
        var cluster = _cluster.Value;
        lock (_cluster)
        {
            var name = $"test_{++_count}";
            cluster.Create(name, like);
            return new(cluster, name);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster.IsValueCreated) await _cluster.Value.DisposeAsync();
    }

    // A store is made once and copied: a copy costs less than its tables.
    private static PrivateCluster Start()
    {
        var cluster = Task.Run(() => PrivateCluster.StartAsync()).GetAwaiter().GetResult();
        cluster.Create(Made);
        PostgresRatingStore.Open(new PostgresDatabase(cluster, Made).Settings).Dispose();
        return cluster;
    }
}

/// <summary>One test's database.</summary>
internal sealed class PostgresDatabase(PrivateCluster cluster, string name)
{
    public PostgresSettings Settings => new(cluster.Connection(name) + ";Timeout=60", cluster.PasswordFile);

    public void Run(string sql) => cluster.Run(name, sql);

    public bool Ask(string sql) => cluster.Ask(name, sql);
}
