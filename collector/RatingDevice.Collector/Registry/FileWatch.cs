using Microsoft.Extensions.Logging;

namespace RatingDevice.Collector.Registry;

/// <summary>
/// Keeps what a file said when it was last good. Looks at the file's time and size every second, so a file
/// renamed over the old one is seen as well as one written in place; reads it once it stands still.
/// </summary>
/// <param name="name">What the file is called: "registry", "bank tree".</param>
/// <param name="path">The file, .json or .csv.</param>
/// <param name="keep">
/// Where the last good file is kept, without extension, so that a start with a bad file still has one.
/// </param>
/// <param name="file">How it is read.</param>
/// <param name="empty">In force before the first reading.</param>
/// <param name="says">What a good one says, in a few words.</param>
internal sealed partial class FileWatch<T>(
    string name, string path, string keep, RowFile<T> file, T empty, Func<T, string> says,
    TimeProvider time, ILogger log)
    where T : class
{
    private const int MostReported = 20;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private volatile FileState<T> _state = new(empty, [], default);
    private Stamp _read;

    /// <summary>In force, and what is wrong with the file, if anything.</summary>
    public FileState<T> State => _state;

    /// <summary>Told after every change of what is in force, and again until it does not fail.</summary>
    public Func<T, CancellationToken, Task> Changed { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Reads the file, or the last good one where the file is bad.</summary>
    /// <exception cref="InvalidDataException">Neither is good; the message has every problem.</exception>
    public void ReadFirst()
    {
        _read = Look();
        if (Take()) return;
        var problems = _state.Problems;
        var kept = keep + Path.GetExtension(path);
        var reading = file.Read(kept);
        if (reading.Value is null)
            throw new InvalidDataException(
                $"The {name} file {path} cannot be used, and no earlier good one is kept. "
                + "Nothing was taken; mend it and start again." + Lines(problems));
        _state = new(reading.Value, problems, time.GetUtcNow());
        LogKept(name, path, kept, problems.Count);
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
            await Changed(_state.Value, stop);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotTold(name, e);
            return false;
        }
    }

    private bool Take()
    {
        var reading = file.ReadBytes(path, out var bytes);
        Tell(_state.Problems, reading.Value is null ? reading.Problems : []);
        if (reading.Value is null)
        {
            _state = _state with { Problems = reading.Problems };
            return false;
        }

        _state = new(reading.Value, [], time.GetUtcNow());
        LogRead(name, path, says(reading.Value));
        Keep(bytes);
        return true;
    }

    // Somebody mends the file line by line: each look tells what is new and what is gone, not all again.
    private void Tell(IReadOnlyList<RegistryProblem> before, IReadOnlyList<RegistryProblem> now)
    {
        var (come, gone) = (now.Except(before).ToList(), before.Except(now).ToList());
        if (come.Count > 0) LogBad(name, path, now.Count, Lines(come));
        if (gone.Count > 0) LogMended(name, path, now.Count, Lines(gone));
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
            LogNotKept(name, kept, e.Message);
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

    [LoggerMessage(1, LogLevel.Information, "Read {Name} {Path}: {Says}")]
    private partial void LogRead(string name, string path, string says);

    [LoggerMessage(2, LogLevel.Error,
        "The {Name} {Path} not taken, the last good one stays in force; problems {Count}, new:{Problems}")]
    private partial void LogBad(string name, string path, int count, string problems);

    [LoggerMessage(6, LogLevel.Information,
        "The {Name} {Path} is better; problems left {Count}, gone:{Problems}")]
    private partial void LogMended(string name, string path, int count, string problems);

    [LoggerMessage(3, LogLevel.Warning,
        "The {Name} {Path} has {Count} problems; started with the last good one in {Kept}")]
    private partial void LogKept(string name, string path, string kept, int count);

    [LoggerMessage(4, LogLevel.Warning,
        "The good {Name} is in force but could not be kept in {Kept}: {Why}. Mend the folder")]
    private partial void LogNotKept(string name, string kept, string why);

    [LoggerMessage(5, LogLevel.Error,
        "The new {Name} is in force, but not everybody could follow it; tried again every second")]
    private partial void LogNotTold(string name, Exception e);

    private readonly record struct Stamp(DateTime Written, long Size);
}

/// <summary>What a watched file says.</summary>
/// <param name="Value">As the file was when it was last good.</param>
/// <param name="Problems">What is wrong with the file as it is now; empty where it is the one in
/// force.</param>
/// <param name="Since">When the one in force was read.</param>
internal sealed record FileState<T>(T Value, IReadOnlyList<RegistryProblem> Problems, DateTimeOffset Since);
