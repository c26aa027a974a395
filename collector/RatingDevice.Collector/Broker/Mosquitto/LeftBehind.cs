using System.Globalization;

namespace RatingDevice.Collector.Broker.Mosquitto;

/// <summary>
/// A mosquitto that an earlier collector started and could not stop. It is stopped only when it is the very
/// same: the number in the pid file runs mosquitto with our configuration file, and its parent is not the
/// collector that started it.
/// </summary>
internal sealed class LeftBehind(MosquittoBrokerOptions options, string configuration, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // The link of a program that was upgraded meanwhile ends in " (deleted)".
    private readonly string _program = Path.GetFileName(options.Program);

    private string PidFile => Path.Combine(options.Directory, "mosquitto.pid");

    public void Remember(int pid) => PrivateFiles.Write(
        PidFile, string.Create(CultureInfo.InvariantCulture, $"{pid} {Environment.ProcessId}\n"));

    public void Forget() => File.Delete(PidFile);

    /// <summary>Stops what was left behind.</summary>
    /// <returns>Its process id; null when there was nothing.</returns>
    /// <exception cref="BrokerException">Another collector that runs now has it.</exception>
    public async Task<int?> StopAsync(CancellationToken stop)
    {
        if (!TryRead(out var pid, out var parent) || !IsOurs(pid)) return null;
        if (ParentOf(pid) == parent && parent != Environment.ProcessId)
        {
            throw new BrokerException(
                $"the collector with process id {parent} runs already on the directory {options.Directory}; "
                + "stop it first, or give this one another dataDirectory");
        }

        Posix.Signal(pid, Posix.Term);
        var given = time.GetTimestamp();
        while (IsOurs(pid))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), time, stop);
            if (time.GetElapsedTime(given) > Patience) Posix.Signal(pid, Posix.Kill);
        }

        return pid;
    }

    private bool TryRead(out int pid, out int parent)
    {
        pid = parent = 0;
        if (!File.Exists(PidFile)) return false;
        var parts = File.ReadAllText(PidFile).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 2 && int.TryParse(parts[0], out pid) && pid > 1
            && int.TryParse(parts[1], out parent);
    }

    private bool IsOurs(int pid)
    {
        try
        {
            var program = File.ResolveLinkTarget($"/proc/{pid}/exe", returnFinalTarget: false)?.Name;
            var words = File.ReadAllText($"/proc/{pid}/cmdline").Split('\0');
            return program is not null && program.StartsWith(_program, StringComparison.Ordinal)
                && words.Contains(configuration);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // gone, or somebody else's
        }
    }

    private static int ParentOf(int pid)
    {
        try
        {
            var line = File.ReadLines($"/proc/{pid}/status").First(l => l.StartsWith("PPid:"));
            return int.Parse(line.AsSpan("PPid:".Length), CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            return 0; // gone meanwhile
        }
    }
}
