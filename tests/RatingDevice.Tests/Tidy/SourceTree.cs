using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RatingDevice.Tests.Tidy;

/// <summary>A source file, parsed. The path is from the root of the repository, with forward
/// slashes.</summary>
internal sealed record SourceFile(string Path, string[] Lines, CompilationUnitSyntax Root)
{
    internal bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    /// <summary>Where the parts are put together, and so where everything may be named.</summary>
    internal bool IsCompositionRoot => System.IO.Path.GetFileName(Path) is "Program.cs"
        || System.IO.Path.GetFileName(Path).StartsWith("DeviceHost", StringComparison.Ordinal)
        || System.IO.Path.GetFileName(Path).StartsWith("CollectorHost", StringComparison.Ordinal);

    internal bool IsIn(string folder) => Path.Contains($"/{folder}/", StringComparison.Ordinal);

    internal string Where(Microsoft.CodeAnalysis.SyntaxNode node) =>
        $"{Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
}

/// <summary>All C# of the repository, read once.</summary>
internal static class SourceTree
{
    private static readonly string[] Tops = ["firmware", "collector", "tests"];

    internal static readonly string Home = Up();

    internal static readonly IReadOnlyList<SourceFile> Files = Read();

    /// <summary>Razor components: path and lines.</summary>
    internal static readonly IReadOnlyList<(string Path, string[] Lines)> Components =
    [
        .. from path in Directory.EnumerateFiles(
               Path.Combine(Home, "collector"), "*.razor", SearchOption.AllDirectories)
           orderby path
           select (Path.GetRelativePath(Home, path), File.ReadAllLines(path)),
    ];

    internal static IEnumerable<SourceFile> Product => Files.Where(f => !f.IsTest);

    private static List<SourceFile> Read() =>
    [
        .. from top in Tops
           from path in Directory.EnumerateFiles(Path.Combine(Home, top), "*.cs", SearchOption.AllDirectories)
           let name = Path.GetRelativePath(Home, path).Replace('\\', '/')
           where !name.Split('/').Any(part => part is "obj" or "bin")
           let text = File.ReadAllText(path)
           orderby name
           select new SourceFile(name, text.TrimEnd('\n').Split('\n'),
               CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot()),
    ];

    private static string Up([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
