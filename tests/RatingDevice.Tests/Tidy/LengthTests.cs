using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RatingDevice.Tests.Tidy;

public sealed class LengthTests
{
    [Fact]
    public void No_file_is_over_250_lines() => Nothing(
        SourceTree.Files.Where(f => f.Lines.Length > 250).Select(f => $"{f.Path}: {f.Lines.Length} lines"));

    [Fact]
    public void The_median_file_of_the_product_is_within_60_lines()
    {
        var lengths = SourceTree.Product.Select(f => f.Lines.Length).Order().ToArray();
        Assert.InRange(lengths[lengths.Length / 2], 1, 60);
    }

    [Fact]
    public void No_line_is_over_110_characters() => Nothing(
        from file in SourceTree.Files
        from line in file.Lines.Index()
        where line.Item.Length > 110 && !line.Item.TrimStart().StartsWith("\"\"\"", StringComparison.Ordinal)
        select $"{file.Path}:{line.Index + 1}: {line.Item.Length} characters");

    [Fact]
    public void No_method_is_over_70_lines() => Nothing(
        Methods().Where(m => m.Lines > 70).Select(m => $"{m.Where}: {m.Lines} lines"));

    [Fact]
    public void Most_methods_of_the_product_are_within_30_lines()
    {
        var lengths = Methods().Where(m => !m.Where.StartsWith("tests/", StringComparison.Ordinal))
            .Select(m => m.Lines).Order().ToArray();
        Assert.InRange(lengths[lengths.Length * 95 / 100], 1, 30);
    }

    [Fact]
    public void No_component_is_over_150_lines_or_110_characters_wide() => Nothing(
        SourceTree.Components.Where(c => c.Lines.Length > 150 || c.Lines.Any(l => l.Length > 110))
            .Select(c => $"{c.Path}: {c.Lines.Length} lines, {c.Lines.Max(l => l.Length)} characters"));

    internal static void Nothing(IEnumerable<string> found)
    {
        var list = found.ToArray();
        Assert.True(list.Length == 0, string.Join('\n', list));
    }

    private static IEnumerable<(string Where, int Lines)> Methods() =>
        from file in SourceTree.Files
        from node in file.Root.DescendantNodes()
        where node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax
        let span = node.GetLocation().GetLineSpan()
        select (file.Where(node), span.EndLinePosition.Line - span.StartLinePosition.Line + 1);
}
