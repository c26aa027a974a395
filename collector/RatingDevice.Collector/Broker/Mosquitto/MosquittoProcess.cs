using System.Diagnostics;

namespace RatingDevice.Collector.Broker.Mosquitto;

/// <summary>
/// One run of mosquitto. A thread of its own starts it and waits for its end: the kernel's "signal me when my
/// parent dies" means the thread that started the child, and a thread of the pool may end at any time.
/// </summary>
internal sealed class MosquittoProcess
{
    private const int LinesKept = 10;

    private readonly TaskCompletionSource<int> _started = NewPromise();
    private readonly TaskCompletionSource<int> _exited = NewPromise();
    private readonly Queue<string> _last = new();
    private readonly Action<string> _said;

    private MosquittoProcess(Action<string> said) => _said = said;

    /// <summary>Its process id.</summary>
    public int Pid { get; private set; }

    /// <summary>Completes with the exit code; 128 and more: ended by a signal.</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>The last lines it wrote.</summary>
    public string LastWords
    {
        get
        {
            lock (_last) return string.Join(" | ", _last);
        }
    }

    /// <summary>Starts it; returns when it runs, not yet when it serves.</summary>
    /// <exception cref="BrokerException">It cannot be executed.</exception>
    public static async Task<MosquittoProcess> StartAsync(
        string program, string configuration, Action<string> said)
    {
        var child = new MosquittoProcess(said);
        var command = Command(program, configuration);
        new Thread(() => child.Run(command)) { IsBackground = true, Name = "mosquitto" }.Start();
        child.Pid = await child._started.Task;
        return child;
    }

    public void Signal(int signal)
    {
        if (!_exited.Task.IsCompleted) Posix.Signal(Pid, signal);
    }

    // setpriv: it gets SIGTERM when this process dies, however it dies. setsid: Ctrl-C in a terminal is for
    // this process, which then stops its child in its own time. Both replace themselves, so the pid is
    // mosquitto's.
    private static ProcessStartInfo Command(string program, string configuration)
    {
        string[] command = [program, "-c", configuration];
        if (ProgramFile.Find("setsid") is { } setsid) command = [setsid, .. command];
        if (ProgramFile.Find("setpriv") is { } setpriv)
            command = [setpriv, "--pdeathsig", "TERM", .. command];
        return new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private void Run(ProcessStartInfo command)
    {
        using var process = new Process { StartInfo = command };
        try
        {
            process.OutputDataReceived += Hear;
            process.ErrorDataReceived += Hear;
            process.Start();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            process.StandardInput.Close();
            _started.SetResult(process.Id);
            process.WaitForExit();
            _exited.SetResult(process.ExitCode);
        }
        catch (Exception e)
        {
            var why = new BrokerException($"{command.FileName} cannot be started: {e.Message}", e);
            if (!_started.TrySetException(why)) _exited.TrySetException(why);
        }
    }

    private void Hear(object sender, DataReceivedEventArgs heard)
    {
        if (string.IsNullOrWhiteSpace(heard.Data)) return;
        lock (_last)
        {
            if (_last.Count == LinesKept) _last.Dequeue();
            _last.Enqueue(heard.Data);
        }

        _said(heard.Data);
    }

    private static TaskCompletionSource<int> NewPromise() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
