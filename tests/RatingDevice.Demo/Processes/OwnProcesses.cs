using System.Globalization;
using System.Text;

namespace RatingDevice.Demo.Processes;

/// <summary>
/// Finds processes by a private folder that stands in their command line: nobody else can have it, so what is
/// found was started for this branch, the broker under the collector included.
/// </summary>
internal static class OwnProcesses
{
    /// <summary>Process ids whose command line names the folder.</summary>
    public static IReadOnlyList<int> Naming(string folder) =>
        [.. All().Where(p => p.Line.Contains(folder)).Select(p => p.Pid)];

    /// <summary>The mosquitto that runs on a configuration in this folder; null when there is none.</summary>
    public static int? Broker(string folder) => All()
        .Where(p => p.Line.Contains(folder) && Path.GetFileName(p.Line.Split('\0')[0]) == "mosquitto")
        .Select(p => (int?)p.Pid)
        .FirstOrDefault();

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
