using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace RatingDevice.Demo.Processes;

/// <summary>
/// Starts child processes that cannot outlive this one, however it ends. The kernel signals a child when the
/// *thread* that started it dies (PR_SET_PDEATHSIG), so all are started by one thread that lives as long as
/// we do.
/// </summary>
internal static class Tether
{
    private static readonly BlockingCollection<Action> Starts = new(boundedCapacity: 256);

    static Tether() => new Thread(() =>
    {
        foreach (var start in Starts.GetConsumingEnumerable()) start();
    })
    { IsBackground = true, Name = "tether" }.Start();

    /// <summary>
    /// Starts a program in a session of its own: Ctrl-C at our terminal is ours to hand on, in order.
    /// </summary>
    /// <param name="program">Path of the executable.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="before">Words put before it, for example an own mount namespace; must end in an
    /// exec.</param>
    /// <param name="signal">What the kernel sends it when we are gone.</param>
    /// <param name="folder">Its working folder; null for ours.</param>
    public static Task<Process> StartAsync(
        string program, IEnumerable<string> arguments, IReadOnlyList<string> before, string signal = "TERM",
        string? folder = null)
    {
        var info = new ProcessStartInfo("setsid")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = folder ?? "",
        };
        // setpriv comes last: a change of credentials on the way would wipe the signal again
        string[] words = [.. before, "setpriv", "--pdeathsig", signal, program, .. arguments];
        foreach (var word in words) info.ArgumentList.Add(word);
        // shared/Microsoft.NETCore.App/10.0.x lies three folders below it
        info.Environment["DOTNET_ROOT"] =
            Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Starts.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(info)!);
            }
            catch (Exception e)
            {
                started.SetException(e);
            }
        });
        return started.Task;
    }
}
