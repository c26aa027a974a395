using System.Runtime.CompilerServices;

namespace RatingDevice.EndToEnd.Pages;

/// <summary>Folders of the repository these tests were built in.</summary>
internal static class Repository
{
    public static readonly string Home = Up();

    public static string Manual(string name) => Path.Combine(Home, "docs", name);

    /// <summary>Where screenshots are kept; git ignores it.</summary>
    public static string Screenshots =>
        Directory.CreateDirectory(Path.Combine(Home, "artifacts", "screenshots")).FullName;

    /// <summary>The script that looks for barriers; npm brings it.</summary>
    public static string Axe => Path.Combine(Home, "node_modules", "axe-core", "axe.min.js");

    private static string Up([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
