using System.Diagnostics;
using RatingDevice.Demo.Processes;

namespace RatingDevice.Demo.Postgres;

/// <summary>
/// A cluster's private folder, and its programs run as whom they agree to run: PostgreSQL refuses root, so
/// there they run as Debian's own user for it, or as nobody.
/// </summary>
internal sealed class ClusterFolder
{
    private const int LinesKept = 40;
    private static readonly string[] Users = ["postgres", "nobody"];

    private readonly Queue<string> _last = new();
    private readonly string? _owner = Environment.UserName == "root" ? Owner() : null;

    private ClusterFolder(string path) => Path = path;

    /// <summary>Where Debian keeps the newest version's programs; null where there is none.</summary>
    public static string? Programs { get; } = !Directory.Exists("/usr/lib/postgresql") ? null
        : Directory.GetDirectories("/usr/lib/postgresql").Select(d => System.IO.Path.Combine(d, "bin"))
            .Where(d => File.Exists(System.IO.Path.Combine(d, "initdb"))).Order().LastOrDefault();

    public string Path { get; }

    public string Data => System.IO.Path.Combine(Path, "data");

    public string PasswordFile => System.IO.Path.Combine(Path, "password");

    /// <summary>Its last log lines.</summary>
    public string Said
    {
        get
        {
            lock (_last) return string.Join('\n', _last);
        }
    }

    public static ClusterFolder Make(string password)
    {
        var folder = new ClusterFolder(Directory.CreateTempSubdirectory("rating-postgres-").FullName);
        File.WriteAllText(folder.PasswordFile, password);
        File.SetUnixFileMode(folder.PasswordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        if (folder._owner is not { } owner) return folder;
        using var chown = Process.Start("chown", ["-R", owner, folder.Path]);
        chown.WaitForExit();
        return folder;
    }

    /// <summary>Runs a program to its end.</summary>
    public async Task RunAsync(string program, IEnumerable<string> words, CancellationToken stop)
    {
        using var process = await StartAsync(program, words);
        await process.WaitForExitAsync(stop);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program}: {Said}");
    }

    /// <summary>Starts the server.</summary>
    public Task<Process> StartAsync(IEnumerable<string> words) => StartAsync("postgres", words);

    public void Remove()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }

    private async Task<Process> StartAsync(string program, IEnumerable<string> words)
    {
        string[] before = _owner?.Split(':') is [var user, var group]
            ? ["setpriv", "--reuid", user, "--regid", group, "--clear-groups"] : [];
        // an interrupt is what makes a server stop without waiting for its clients
        var process = await Tether.StartAsync(
            System.IO.Path.Combine(Programs!, program), words, before, "INT", Path);
        process.OutputDataReceived += (_, said) => Keep(said.Data);
        process.ErrorDataReceived += (_, said) => Keep(said.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_last)
        {
            _last.Enqueue(line);
            if (_last.Count > LinesKept) _last.Dequeue();
        }
    }

    /// <summary>User and group as numbers.</summary>
    private static string Owner() => File.ReadLines("/etc/passwd").Select(line => line.Split(':'))
        .Where(user => Users.Contains(user[0])).OrderBy(user => Array.IndexOf(Users, user[0]))
        .Select(user => $"{user[2]}:{user[3]}").First();
}
