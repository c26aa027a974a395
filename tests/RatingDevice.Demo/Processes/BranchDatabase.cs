using System.Text.Json.Nodes;
using RatingDevice.Collector.Store.Postgres;
using RatingDevice.Demo.Postgres;

namespace RatingDevice.Demo.Processes;

/// <summary>A database for a branch, on a private PostgreSQL that ends with it.</summary>
internal sealed class BranchDatabase : IAsyncDisposable
{
    public const string Name = "rating";

    private BranchDatabase(PrivateCluster cluster, string hosts) => (Cluster, Hosts) = (cluster, hosts);

    public PrivateCluster Cluster { get; }

    /// <summary>Host and port of each server that may be the primary.</summary>
    public string Hosts { get; set; }

    /// <summary>Starts the server and makes the database.</summary>
    /// <exception cref="InvalidOperationException">There is no PostgreSQL here.</exception>
    public static async Task<BranchDatabase> StartAsync(CancellationToken stop = default)
    {
        if (PrivateCluster.Missing is { } why)
            throw new InvalidOperationException($"{why}; nothing was started");
        var cluster = await PrivateCluster.StartAsync(stop);
        cluster.Create(Name);
        return new(cluster, $"127.0.0.1:{cluster.Port}");
    }

    /// <summary>The collector's options for it.</summary>
    public JsonObject Options() => new()
    {
        ["kind"] = "postgres",
        ["connection"] = $"Host={Hosts};Database={Name};Username={PrivateCluster.User}",
        ["passwordFile"] = Cluster.PasswordFile,
    };

    /// <summary>The same for code that opens the store itself.</summary>
    public PostgresSettings Settings => new(
        $"Host={Hosts};Database={Name};Username={PrivateCluster.User}", Cluster.PasswordFile);

    /// <summary>Leaves the server's folder behind; where it is.</summary>
    public string Keep()
    {
        Cluster.KeepFolder = true;
        return Cluster.Folder;
    }

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}
