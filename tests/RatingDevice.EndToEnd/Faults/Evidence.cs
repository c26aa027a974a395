using System.Text;
using System.Text.Json;
using RatingDevice.Collector;
using RatingDevice.Collector.Stack;
using RatingDevice.Collector.Store;
using RatingDevice.Demo.Processes;

namespace RatingDevice.EndToEnd.Faults;

/// <summary>Reads the devices' own lines as the collector keeps them.</summary>
internal static class Evidence
{
    /// <summary>Line n of a device's only journal, and the journal's id.</summary>
    public static (string Journal, byte[] Line) Line(Branch branch, string device, int n)
    {
        using var store = Open(branch);
        var journal = store.Journals().Single(j => j.Device.ToString() == device).Journal;
        var all = store.Evidence(journal).SelectMany(s => s.Lines.ToArray()).ToArray();
        var lines = Encoding.UTF8.GetString(all).Split('\n');
        return (journal.ToString(), Encoding.UTF8.GetBytes(lines[n - 1]));
    }

    /// <summary>Presses the devices could not keep and say so.</summary>
    public static int Missed(Branch branch) => Lines(branch)
        .Where(line => line.GetProperty("kind").GetString() == "fault")
        .Sum(line => line.TryGetProperty("missed", out var missed) ? missed.GetInt32() : 0);

    private static List<JsonElement> Lines(Branch branch)
    {
        using var store = Open(branch);
        return
        [
            .. store.Journals().SelectMany(j => store.Evidence(j.Journal))
                .SelectMany(segment => Encoding.UTF8.GetString(segment.Lines.Span).Split('\n'))
                .Where(line => line.Length > 0)
                .Select(line => JsonDocument.Parse(line).RootElement),
        ];
    }

    private static IRatingStore Open(Branch branch)
    {
        var files = new CollectorFiles(branch.Files.CollectorData);
        var kind = StoreKind.Of(files.Root, CompiledParts.Stores)!;
        return kind.OpenSnapshot(files.Store(kind));
    }
}
