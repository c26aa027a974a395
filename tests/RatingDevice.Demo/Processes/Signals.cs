using System.Runtime.InteropServices;

namespace RatingDevice.Demo.Processes;

/// <summary>kill(2), by process id.</summary>
internal static class Signals
{
    public const int Kill = 9, Terminate = 15, Interrupt = 2, Stop = 19, Continue = 18;

    /// <summary>Sends a signal; a process that is gone already is no error.</summary>
    public static void Send(int pid, int signal)
    {
        if (pid <= 1) throw new ArgumentOutOfRangeException(nameof(pid), pid, "not a child of ours");
        _ = SendTo(pid, signal);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendTo(int pid, int signal);
}
