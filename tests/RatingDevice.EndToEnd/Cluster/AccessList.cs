using RatingDevice.EndToEnd.Pages;

namespace RatingDevice.EndToEnd.Cluster;

/// <summary>The broker's access list as the manual has it: what the tests run with is what is told.</summary>
internal static class AccessList
{
    public static string OfTheManual()
    {
        var manual = File.ReadAllText(Repository.Manual("several-collectors.md"));
        var begin = manual.IndexOf("\nuser collector", StringComparison.Ordinal);
        return manual[(begin + 1)..manual.IndexOf("```", begin, StringComparison.Ordinal)];
    }
}
