using System.Diagnostics;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace RatingDevice.Bench.Ingest;

/// <summary>
/// What many would put together for the same job: Node-RED with node-red-node-sqlite from npm, one row a
/// message, prepared statement; on a SQLite file in WAL mode, which is kinder to it, or as it comes.
/// </summary>
internal sealed class NodeRed : IAsyncDisposable
{
    private static readonly string[] Packages = ["node-red@4.1.15", "node-red-node-sqlite@1.1.1"];

    private readonly Process _process;

    private NodeRed(Process process, string database) => (_process, Database) = (process, database);

    internal string Database { get; }

    /// <summary>Resident memory, in MiB.</summary>
    internal double ResidentMiB
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1024.0 / 1024.0;
        }
    }

    /// <summary>Installs once under the folder; null with the reason when npm cannot.</summary>
    internal static async Task<string?> InstallAsync(string home, TextWriter progress, CancellationToken stop)
    {
        var built = Path.Combine(home, "node_modules/sqlite3/build/Release/node_sqlite3.node");
        if (File.Exists(built)) return null;
        Directory.CreateDirectory(home);
        await progress.WriteLineAsync("bench: installing Node-RED from npm (about three minutes, once) …");
        try
        {
            string[] arguments = ["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", home];
            using var npm = Process.Start(new ProcessStartInfo("npm", [.. arguments, .. Packages])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            var output = npm.StandardOutput.ReadToEndAsync(stop);
            var error = await npm.StandardError.ReadToEndAsync(stop);
            await output;
            await npm.WaitForExitAsync(stop);
            return npm.ExitCode == 0 ? null : $"npm could not install it: {error.Split('\n')[0]}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "npm is not installed";
        }
    }

    internal static async Task<NodeRed> StartAsync(
        string home, string folder, int broker, bool wal, CancellationToken stop)
    {
        folder = Directory.CreateDirectory(Path.Combine(folder, wal ? "node-red-wal" : "node-red")).FullName;
        var database = Path.Combine(folder, "node-red.db");
        using (var connection = new SqliteConnection($"Data Source={database};Pooling=False"))
        {
            connection.Open();
            using var create = connection.CreateCommand();
            create.CommandText = $"PRAGMA journal_mode={(wal ? "WAL" : "DELETE")}; "
                + "CREATE TABLE entry(id INTEGER PRIMARY KEY, line TEXT)";
            create.ExecuteNonQuery();
        }

        var user = Directory.CreateDirectory(Path.Combine(folder, "user")).FullName;
        var port = PlainBroker.FreePort();
        await File.WriteAllTextAsync(Path.Combine(user, "settings.js"), $$"""
            module.exports = { uiHost: '127.0.0.1', uiPort: {{port}},
              flowFile: 'flows.json', userDir: '{{user}}',
              nodesDir: ['{{home}}/node_modules/node-red-node-sqlite'], credentialSecret: false,
              telemetry: { enabled: false }, logging: { console: { level: 'error' } } };
            """, stop);
        await File.WriteAllTextAsync(Path.Combine(user, "flows.json"), Flow(broker, database), stop);
        var red = Path.Combine(home, "node_modules/node-red/red.js");
        string[] arguments = [red, "-u", user, "-s", $"{user}/settings.js"];
        var process = Process.Start(new ProcessStartInfo("node", arguments)
        {
            RedirectStandardOutput = true,
        })!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        await Ready.AcceptsAsync(port, TimeSpan.FromSeconds(60), stop);
        return new NodeRed(process, database);
    }

    /// <summary>Rows stored so far.</summary>
    internal long Rows()
    {
        using var connection = new SqliteConnection($"Data Source={Database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var count = connection.CreateCommand();
        count.CommandText = "SELECT coalesce(max(id), 0) FROM entry";
        return (long)count.ExecuteScalar()!;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string Flow(int broker, string database) => JsonSerializer.Serialize(new object[]
    {
        new { id = "t", type = "tab", label = "bench" },
        new
        {
            id = "b", type = "mqtt-broker", broker = "127.0.0.1", port = $"{broker}",
            protocolVersion = "4", cleansession = true, autoConnect = true, keepalive = "60",
        },
        new
        {
            id = "in", type = "mqtt in", z = "t", topic = "bench/#", qos = "1", datatype = "utf8",
            broker = "b",
            wires = new[] { new[] { "f" } },
        },
        new
        {
            id = "f", type = "function", z = "t", func = "msg.params = { $line: msg.payload }; return msg;",
            outputs = 1, wires = new[] { new[] { "q" } },
        },
        new
        {
            id = "q", type = "sqlite", z = "t", mydb = "d", sqlquery = "prepared",
            sql = "INSERT INTO entry(line) VALUES ($line)", wires = new[] { Array.Empty<string>() },
        },
        new { id = "d", type = "sqlitedb", db = database, mode = "RWC" },
    });
}
