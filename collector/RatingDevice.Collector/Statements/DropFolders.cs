namespace RatingDevice.Collector.Statements;

/// <summary>What lies where among files that are moved between two levels.</summary>
internal static class DropFolders
{
    /// <summary>Beside receipts, on their way down.</summary>
    public const string Questions = "questions";

    /// <summary>Beside drops, on their way up.</summary>
    public const string Answers = "answers";

    /// <summary>Files that are whole, in order of name.</summary>
    public static IEnumerable<string> Whole(string folder) => Directory.EnumerateFiles(folder)
        .Where(f => !Path.GetFileName(f).StartsWith('.')).Order(StringComparer.Ordinal);
}
