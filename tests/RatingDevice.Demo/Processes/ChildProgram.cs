using System.Diagnostics;
using System.Text.Json;

namespace RatingDevice.Demo.Processes;

/// <summary>
/// One of our programs as a process: started until it says "ready", stopped or killed by its id.
/// </summary>
/// <param name="name">Stands before its log lines.</param>
/// <param name="program">Executable.</param>
/// <param name="before">See <see cref="Tether.StartAsync"/>.</param>
/// <param name="log">Takes its log lines.</param>
internal sealed class ChildProgram(
    string name, string program, IReadOnlyList<string> before, Action<string> log) : IAsyncDisposable
{
    private const int LinesKept = 40;
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(20);
    private readonly Queue<string> _last = new();
    private Process? _process;
    private Task _reading = Task.CompletedTask;

    public string Name => name;

    /// <summary>Longest wait until it says "ready".</summary>
    public TimeSpan ReadyWithin { get; init; } = TimeSpan.FromSeconds(90);

    public int Pid => _process?.Id ?? throw new InvalidOperationException($"{name} was never started");

    public bool Running => _process is { HasExited: false };

    /// <summary>Starts it and returns what stands after "ready".</summary>
    /// <exception cref="InvalidOperationException">It ended or said nothing; the message holds its last
    /// lines.</exception>
    public async Task<JsonElement> StartAsync(IEnumerable<string> arguments, CancellationToken stop)
    {
        if (Running) throw new InvalidOperationException($"{name} is running");
        _process?.Dispose();
        var process = _process = await Tether.StartAsync(program, arguments, before);
        var ready = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _reading = Task.WhenAll(
            ReadAsync(process.StandardError, Keep),
            ReadAsync(process.StandardOutput, line =>
            {
                if (line.StartsWith("ready ", StringComparison.Ordinal)) ready.TrySetResult(line[6..]);
                else Keep(line);
            }));
        await Task.WhenAny(ready.Task, process.WaitForExitAsync(), Task.Delay(ReadyWithin, stop));
        if (ready.Task.IsCompletedSuccessfully) return JsonDocument.Parse(ready.Task.Result).RootElement;
        var exited = process.HasExited;
        await StopAsync();
        stop.ThrowIfCancellationRequested();
        var how = exited ? $"ended with code {process.ExitCode}" : "did not get ready";
        throw new InvalidOperationException($"{name} {how}: {LastLines()}");
    }

    /// <summary>Sends a signal and returns at once.</summary>
    public void Signal(int signal)
    {
        if (Running) Signals.Send(Pid, signal);
    }

    /// <summary>kill -9, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        Signal(Signals.Kill);
        await EndedAsync();
    }

    /// <summary>Asks it to stop, and kills it when it does not; returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        if (_process is not { } process) return 0;
        Signal(Signals.Continue);
        Signal(Signals.Terminate);
        if (await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(StopWithin)) is { } && Running)
        {
            log($"{name} | did not stop within {StopWithin.TotalSeconds} s and is killed");
            Signal(Signals.Kill);
        }

        await EndedAsync();
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process?.Dispose();
        _process = null;
    }

    private async Task EndedAsync()
    {
        if (_process is not { } process) return;
        await process.WaitForExitAsync();
        // a grandchild may hold the pipes open: its lines are not ours to wait for
        await Task.WhenAny(_reading, Task.Delay(TimeSpan.FromSeconds(1)));
    }

    private void Keep(string line)
    {
        lock (_last)
        {
            _last.Enqueue(line);
            if (_last.Count > LinesKept) _last.Dequeue();
        }

        log($"{DateTime.UtcNow:HH:mm:ss.fff} {name} | {line}");
    }

    private string LastLines()
    {
        lock (_last) return _last.Count == 0 ? "it said nothing" : string.Join(Environment.NewLine, _last);
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> line)
    {
        try
        {
            while (await reader.ReadLineAsync() is { } text) line(text);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // the process is gone
        }
    }
}
