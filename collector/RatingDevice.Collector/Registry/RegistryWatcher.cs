using Microsoft.Extensions.Logging;

namespace RatingDevice.Collector.Registry;

/// <summary>
/// Keeps the registry as the file was when it was last good. Looks at the file's time and size every second,
/// so a file renamed over the old one is seen as well as one written in place; reads it once it stands still.
/// </summary>
/// <param name="path">The registry file, .json or .csv.</param>
/// <param name="keep">
/// Where the last good file is kept, without extension, so that a start with a bad file still has a registry.
/// </param>
internal sealed partial class RegistryWatcher(
    string path, string keep, TimeProvider time, ILogger<RegistryWatcher> log)
{
    private const int MostReported = 20;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private volatile RegistryState _state = new(BranchRegistry.Empty, [], default);
    private Stamp _read;

    /// <summary>The registry in force.</summary>
    public BranchRegistry Current => _state.Registry;

    /// <summary>The registry in force and what is wrong with the file, if anything.</summary>
    public RegistryState State => _state;

    /// <summary>Told after every change of the registry in force, and again until it does not fail.</summary>
    public Func<BranchRegistry, CancellationToken, Task> Changed { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Reads the file, or the last good one where the file is bad.</summary>
    /// <exception cref="InvalidDataException">Neither is good; the message has every problem.</exception>
    public void ReadFirst()
    {
        _read = Look();
        if (Take()) return;
        var problems = _state.Problems;
        var kept = keep + Path.GetExtension(path);
        var reading = RegistryFile.Read(kept);
        if (reading.Registry is null)
            throw new InvalidDataException(
                $"The registry file {path} cannot be used, and no earlier good one is kept. "
                + "Nothing was taken; mend it and start again." + Lines(problems));
        _state = new(reading.Registry, problems, time.GetUtcNow());
        LogKept(path, kept, problems.Count);
    }

    /// <summary>Watches until cancelled.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var (seen, told) = (_read, true);
        while (true)
        {
            await Task.Delay(Every, time, stop);
            var now = Look();
            var still = now == seen;
            seen = now;
            if (still && now != _read)
            {
                _read = now;
                if (Take()) told = false;
            }

            if (!told) told = await TellAsync(stop);
        }
    }

    private async Task<bool> TellAsync(CancellationToken stop)
    {
        try
        {
            await Changed(_state.Registry, stop);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotTold(e);
            return false;
        }
    }

    private bool Take()
    {
        var reading = RegistryFile.ReadBytes(path, out var bytes);
        Tell(_state.Problems, reading.Registry is null ? reading.Problems : []);
        if (reading.Registry is null)
        {
            _state = _state with { Problems = reading.Problems };
            return false;
        }

        var registry = reading.Registry;
        _state = new(registry, [], time.GetUtcNow());
        LogRead(path, registry.Outlets.Count, registry.Counters.Count, registry.Devices.Count,
            registry.Tellers.Count);
        Keep(bytes);
        return true;
    }

    // Somebody mends the file line by line: each look tells what is new and what is gone, not all again.
    private void Tell(IReadOnlyList<RegistryProblem> before, IReadOnlyList<RegistryProblem> now)
    {
        var (come, gone) = (now.Except(before).ToList(), before.Except(now).ToList());
        if (come.Count > 0) LogBad(path, now.Count, Lines(come));
        if (gone.Count > 0) LogMended(path, now.Count, Lines(gone));
    }

    private void Keep(byte[] bytes)
    {
        var kept = keep + Path.GetExtension(path);
        try
        {
            File.WriteAllBytes(kept + ".new", bytes);
            File.Move(kept + ".new", kept, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotKept(kept, e.Message);
        }
    }

    private Stamp Look()
    {
        var info = new FileInfo(path);
        return info.Exists ? new(info.LastWriteTimeUtc, info.Length) : default;
    }

    private static string Lines(IReadOnlyList<RegistryProblem> problems)
    {
        var lines = string.Concat(problems.Take(MostReported).Select(p => $"\n  {p}"));
        var more = problems.Count - MostReported;
        return more <= 0 ? lines : $"{lines}\n  and {more} more";
    }

    [LoggerMessage(1, LogLevel.Information,
        "Registry {Path}: outlets {Outlets}, counters {Counters}, devices {Devices}, tellers {Tellers}")]
    private partial void LogRead(string path, int outlets, int counters, int devices, int tellers);

    [LoggerMessage(2, LogLevel.Error,
        "Registry {Path} not taken, the last good one stays in force; problems {Count}, new:{Problems}")]
    private partial void LogBad(string path, int count, string problems);

    [LoggerMessage(6, LogLevel.Information,
        "Registry {Path} is better; problems left {Count}, gone:{Problems}")]
    private partial void LogMended(string path, int count, string problems);

    [LoggerMessage(3, LogLevel.Warning,
        "Registry {Path} has {Count} problems; started with the last good one in {Kept}")]
    private partial void LogKept(string path, string kept, int count);

    [LoggerMessage(4, LogLevel.Warning,
        "The good registry is in force but could not be kept in {Kept}: {Why}. Mend the folder")]
    private partial void LogNotKept(string kept, string why);

    [LoggerMessage(5, LogLevel.Error,
        "The new registry is in force, but not everybody could follow it; tried again every second")]
    private partial void LogNotTold(Exception e);

    private readonly record struct Stamp(DateTime Written, long Size);
}

/// <summary>The registry in force.</summary>
/// <param name="Registry">As the file was when it was last good.</param>
/// <param name="Problems">What is wrong with the file as it is now; empty where it is the one in
/// force.</param>
/// <param name="Since">When the registry in force was read.</param>
internal sealed record RegistryState(
    BranchRegistry Registry, IReadOnlyList<RegistryProblem> Problems, DateTimeOffset Since);
