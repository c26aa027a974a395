using System.Diagnostics;
using System.Globalization;
using RatingDevice.Demo.Processes;

namespace RatingDevice.EndToEnd.Package;

/// <summary>
/// This machine's system as an underlay, everything written to memory, and a network of its own: packages are
/// installed into it as into a machine, and nothing of that is left, or ever seen, outside.
/// </summary>
internal sealed class ThrowAwayRoot : IAsyncDisposable
{
    private const string Make = """
        set -e
        mount -t tmpfs -o mode=755 none "$1"
        mkdir "$1/upper" "$1/work" "$1/root"
        mount -t overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" none "$1/root"
        mount --rbind /dev "$1/root/dev"
        mount -t proc none "$1/root/proc"
        mount -t tmpfs none "$1/root/run"
        mount -t tmpfs -o mode=1777 none "$1/root/tmp"
        case $2 in /tmp/*)
            mkdir -p "$1/root$2" "$1/own" "$1/ownwork"
            mount -t overlay -o "lowerdir=$2,upperdir=$1/own,workdir=$1/ownwork" none "$1/root$2" ;;
        esac
        ip link set lo up
        echo made
        exec sleep infinity
        """;

    /// <summary>Far beyond what a busy machine needs for one step.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string _folder;
    private readonly Process _holder;

    private ThrowAwayRoot(string folder, Process holder) => (_folder, _holder) = (folder, holder);

    /// <param name="seen">A folder that is seen in it wherever it lies, also among temporary ones.</param>
    /// <exception cref="InvalidOperationException">This user or kernel cannot.</exception>
    public static async Task<ThrowAwayRoot> MakeAsync(string seen)
    {
        var folder = Directory.CreateTempSubdirectory("root-").FullName;
        // ends when this process does, however that ends
        var holder = await Tether.StartAsync("unshare", ["--mount", "--net", "--pid", "--fork",
            "--kill-child", "--propagation", "private", "sh", "-c", Make, "sh", folder, seen], []);
        if (await holder.StandardOutput.ReadLineAsync() == "made") return new ThrowAwayRoot(folder, holder);
        var why = (await holder.StandardError.ReadToEndAsync()).Trim();
        holder.Dispose();
        Directory.Delete(folder);
        throw new InvalidOperationException(why);
    }

    /// <summary>Runs a line of shell in it and returns what it said.</summary>
    public async Task<(int Code, string Said)> TryAsync(string line)
    {
        using var process = Start(Inside("sh", "-c", line + " 2>&1"));
        using var limit = new CancellationTokenSource(Patience);
        var said = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, said);
    }

    /// <summary>The same for what must go well.</summary>
    public async Task<string> RunAsync(string line)
    {
        var (code, said) = await TryAsync(line);
        Assert.True(code == 0, $"{line}\nended with {code}:\n{said}");
        return said;
    }

    /// <summary>A program of a unit as its user, by the unit's own ExecStart; waits for "ready".</summary>
    public async Task<Process> StartUnitAsync(string name)
    {
        var unit = await RunAsync($"cat /usr/lib/systemd/system/{name}.service");
        string Setting(string key) => unit.Split('\n')
            .Single(l => l.StartsWith(key + "=", StringComparison.Ordinal))[(key.Length + 1)..];
        var user = Setting("User");
        var process = Start(Inside(["setpriv", "--reuid", user, "--regid", user, "--init-groups",
            "--no-new-privs", .. Setting("ExecStart").Split(' ')]));
        using var limit = new CancellationTokenSource(Patience);
        var said = await process.StandardOutput.ReadLineAsync(limit.Token);
        if (said?.StartsWith("ready ", StringComparison.Ordinal) == true) return process;
        var complaint = await process.StandardError.ReadToEndAsync(limit.Token);
        Assert.Fail($"{name} said '{said}' and not that it is ready: {complaint}");
        return process;
    }

    /// <summary>Tells a program of a unit to stop, and looks that it did so in good order.</summary>
    public static async Task StopAsync(Process program)
    {
        // "nsenter" waits for the program and hands no signal on
        Signals.Send(Child(program), Signals.Terminate);
        using var limit = new CancellationTokenSource(Patience);
        await program.WaitForExitAsync(limit.Token);
        Assert.Equal(0, program.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        // the first process of its own numbering: all others go with it, and the mounts with them
        _holder.Kill();
        await _holder.WaitForExitAsync();
        _holder.Dispose();
        Directory.Delete(_folder);
    }

    // "unshare" itself stays outside of the numbering; its child is the first inside
    private string[] Inside(params string[] words)
    {
        return ["nsenter", "--target", $"{Child(_holder)}", "--mount", "--net", "--pid",
            "chroot", $"{_folder}/root", .. words];
    }

    private static int Child(Process parent) => int.Parse(
        File.ReadAllText($"/proc/{parent.Id}/task/{parent.Id}/children"), CultureInfo.InvariantCulture);

    private static Process Start(string[] words)
    {
        var info = new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        info.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        foreach (var name in QuickStarts.Names) info.Environment.Remove(name); // as they are shipped
        return Process.Start(info)!;
    }
}
