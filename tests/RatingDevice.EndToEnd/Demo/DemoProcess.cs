using System.Diagnostics;
using System.Text.RegularExpressions;
using RatingDevice.Demo.Processes;

namespace RatingDevice.EndToEnd.Demo;

/// <summary>The demo as somebody starts it from a shell.</summary>
internal sealed partial class DemoProcess : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _out = [], _err = [];
    private readonly Task _reading;

    public DemoProcess(params string[] arguments)
    {
        var info = new ProcessStartInfo(Branch.Executable("rating-demo"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(info)!;
        _reading = Task.WhenAll(
            ReadAsync(_process.StandardOutput, _out), ReadAsync(_process.StandardError, _err));
    }

    public int Pid => _process.Id;

    public IReadOnlyList<string> Out => Copy(_out);

    public IReadOnlyList<string> Err => Copy(_err);

    /// <summary>The branch's private folder; null before it is logged.</summary>
    public string? Folder =>
        Err.Select(l => InFolder().Match(l)).FirstOrDefault(m => m.Success)?.Groups[1].Value;

    /// <summary>Waits for the end; returns the exit code.</summary>
    public async Task<int> EndAsync(int withinSeconds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(withinSeconds));
        await _process.WaitForExitAsync(limit.Token);
        await _reading.WaitAsync(limit.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private static async Task ReadAsync(StreamReader reader, List<string> lines)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (lines) lines.Add(line);
        }
    }

    private static List<string> Copy(List<string> lines)
    {
        lock (lines) return [.. lines];
    }

    [GeneratedRegex(@"^demo \| .*, in (/\S+)$")]
    private static partial Regex InFolder();
}
