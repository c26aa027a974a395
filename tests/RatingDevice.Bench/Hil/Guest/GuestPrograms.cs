using System.Collections.Concurrent;
using System.Diagnostics;
using RatingDevice.Demo.Processes;

namespace RatingDevice.Bench.Hil.Guest;

/// <summary>Our programs inside the guest; what they say goes to the console too.</summary>
internal sealed class GuestPrograms
{
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(600);

    private readonly ConcurrentDictionary<string, Process> _running = new();

    /// <summary>Starts a program and returns what it says once it is ready.</summary>
    public async Task<GuestAnswer> StartAsync(GuestOrder order)
    {
        var (process, lines) = (Launch(order), new ConcurrentQueue<string>());
        var ready = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = ReadAsync(process.StandardError, order.Name, lines.Enqueue);
        _ = ReadAsync(process.StandardOutput, order.Name, line =>
        {
            if (line.StartsWith("ready ", StringComparison.Ordinal)) ready.TrySetResult(line[6..]);
            else lines.Enqueue(line);
        });
        _running[order.Name] = process;
        await Task.WhenAny(ready.Task, process.WaitForExitAsync(), Task.Delay(StartWithin));
        return ready.Task.IsCompletedSuccessfully
            ? new GuestAnswer(true, await ready.Task)
            : new GuestAnswer(false, string.Join('\n', lines));
    }

    /// <summary>Asks a program to stop; says its exit code.</summary>
    public async Task<GuestAnswer> StopAsync(GuestOrder order)
    {
        if (!_running.TryRemove(order.Name, out var process)) return new GuestAnswer(false, "not running");
        Signals.Send(process.Id, Signals.Terminate);
        await process.WaitForExitAsync();
        return new GuestAnswer(process.ExitCode == 0, $"exit code {process.ExitCode}");
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<GuestAnswer> RunAsync(GuestOrder order)
    {
        using var process = Launch(order);
        var lines = new ConcurrentQueue<string>();
        var reading = Task.WhenAll(
            ReadAsync(process.StandardOutput, order.Name, lines.Enqueue),
            ReadAsync(process.StandardError, order.Name, lines.Enqueue));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(order.Seconds));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            return new GuestAnswer(false, $"not done within {order.Seconds} s\n{string.Join('\n', lines)}");
        }
        await reading;
        return new GuestAnswer(process.ExitCode == 0, string.Join('\n', lines));
    }

    private static Process Launch(GuestOrder order) => Process.Start(
        new ProcessStartInfo(order.Name, order.Words)
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;

    private static async Task ReadAsync(StreamReader reader, string name, Action<string> heard)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            heard(line);
            Console.WriteLine($"{Path.GetFileName(name)} | {line}");
        }
    }
}
