using System.Globalization;
using System.Text;

namespace RatingDevice.Demo.Processes;

/// <summary>
/// Finds the processes of one branch: our programs and their broker, by the private folder that stands in
/// their
/// command line. Somebody's editor or pager on a file in there is not one of them.
/// </summary>
internal static class OwnProcesses
{
    private const string Mosquitto = "mosquitto";

    private static readonly string[] Programs = ["rating-collector", "rating-device", Mosquitto];

    /// <summary>Process ids of the branch in this folder.</summary>
    public static IReadOnlyList<int> Of(string folder) => [.. Running(folder, Programs)];

    /// <summary>The mosquitto that runs on a configuration in this folder; null when there is none.</summary>
    public static int? Broker(string folder) =>
        Running(folder, [Mosquitto]).Select(pid => (int?)pid).FirstOrDefault();

    /// <summary>The processes another one started and that still run.</summary>
    public static IReadOnlyList<int> ChildrenOf(int parent) =>
        [.. All().Select(p => p.Pid).Where(pid => Parent(pid) == parent)];

    private static int? Parent(int pid)
    {
        try
        {
            // "pid (name) state parent …", and a name may hold anything
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return int.Parse(
                stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null; // it ended while we looked
        }
    }

    private static IEnumerable<int> Running(string folder, string[] programs) => All()
        .Where(p => p.Line.Contains(folder + "/", StringComparison.Ordinal)
            && programs.Contains(Path.GetFileName(p.Line.Split('\0')[0])))
        .Select(p => p.Pid);

    private static IEnumerable<(int Pid, string Line)> All()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid)) continue;
            if (pid == Environment.ProcessId) continue;
            string line;
            try
            {
                line = Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(folder, "cmdline")));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue; // it ended while we looked, or is not ours
            }

            if (line.Length > 0) yield return (pid, line); // a zombie has an empty one
        }
    }
}
