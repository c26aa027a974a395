using System.Runtime.InteropServices;

namespace RatingDevice.Collector.Broker.Mosquitto;

/// <summary>The system calls .NET has no words for.</summary>
internal static class Posix
{
    public const int Hup = 1, Kill = 9, Term = 15;

    public static bool IsRoot => GetEffectiveUser() == 0;

    /// <summary>Sends a signal; false when there is no such process any more.</summary>
    public static bool Signal(int pid, int signal) => SendSignal(pid, signal) == 0;

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int pid, int signal);

    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern uint GetEffectiveUser();
}
