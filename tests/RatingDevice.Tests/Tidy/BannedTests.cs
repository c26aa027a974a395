using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RatingDevice.Tests.Tidy;

public sealed class BannedTests
{
    /// <summary>Clocks and randomness are handed in, so that a simulation can hold them.</summary>
    private static readonly string[] Calls =
    [
        "DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow",
        "Thread.Sleep", "Random.Shared", "Environment.TickCount", "Environment.TickCount64",
        "Stopwatch.StartNew", "Stopwatch.GetTimestamp", "TimeProvider.System", "Task.Run",
    ];

    private static readonly string[] Suffixes =
        ["Manager", "Helper", "Helpers", "Util", "Utils", "Wrapper", "Common", "Service", "Factory"];

    private static readonly string[] LaterWords = ["TODO", "FIXME", "NotImplementedException"];

    [Fact]
    public void Clocks_and_randomness_are_handed_in() => LengthTests.Nothing(
        from file in SourceTree.Product
        where !file.IsCompositionRoot
        from access in file.Root.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
        where Calls.Contains(access.ToString())
        select $"{file.Where(access)}: {access}");

    [Fact]
    public void No_delay_without_a_clock() => LengthTests.Nothing(
        from file in SourceTree.Product
        from call in file.Root.DescendantNodes().OfType<InvocationExpressionSyntax>()
        where call.Expression.ToString() is "Task.Delay" && !Mentions(call, "time")
        select $"{file.Where(call)}: {call}");

    [Fact]
    public void No_test_sleeps() => LengthTests.Nothing(
        from file in SourceTree.Files
        where file.IsTest
        from access in file.Root.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
        where access.ToString() is "Thread.Sleep"
        select $"{file.Where(access)}: {access}");

    [Fact]
    public void No_warning_is_suppressed_and_no_region_hides_length() => LengthTests.Nothing(
        from file in SourceTree.Files
        from trivia in file.Root.DescendantTrivia(descendIntoTrivia: true)
        where trivia.Kind() is SyntaxKind.PragmaWarningDirectiveTrivia or SyntaxKind.RegionDirectiveTrivia
            or SyntaxKind.NullableDirectiveTrivia or SyntaxKind.IfDirectiveTrivia
        select $"{file.Path}: {trivia}");

    [Fact]
    public void No_exception_is_swallowed_without_a_word() => LengthTests.Nothing(
        from file in SourceTree.Files
        from caught in file.Root.DescendantNodes().OfType<CatchClauseSyntax>()
        where caught.Block.Statements.Count == 0
            && !caught.Block.DescendantTrivia().Any(t => t.IsKind(SyntaxKind.SingleLineCommentTrivia))
        select $"{file.Where(caught)}: an empty catch says why in a comment");

    [Fact]
    public void No_type_is_named_for_nothing() => LengthTests.Nothing(
        from file in SourceTree.Files
        from type in file.Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        where Suffixes.Any(s => type.Identifier.Text.EndsWith(s, StringComparison.Ordinal))
            && !type.Identifier.Text.EndsWith("JsonConverterFactory", StringComparison.Ordinal)
        select $"{file.Where(type)}: {type.Identifier.Text}");

    [Fact]
    public void Only_what_two_programs_share_is_public() => LengthTests.Nothing(
        from file in SourceTree.Product
        where file.Path.StartsWith("firmware/RatingDevice.Firmware/", StringComparison.Ordinal)
            || file.Path.StartsWith("collector/", StringComparison.Ordinal)
        from type in file.Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        where type.Modifiers.Any(SyntaxKind.PublicKeyword)
        select $"{file.Where(type)}: {type.Identifier.Text}");

    [Fact]
    public void Nothing_is_left_for_later() => LengthTests.Nothing(
        from file in SourceTree.Files
        where !file.IsIn("Tidy")
        from line in file.Lines.Index()
        where LaterWords.Any(word => line.Item.Contains(word, StringComparison.Ordinal))
        select $"{file.Path}:{line.Index + 1}: {line.Item.Trim()}");

    private static bool Mentions(InvocationExpressionSyntax call, string word) => call.ArgumentList.Arguments
        .Any(a => a.ToString().Contains(word, StringComparison.OrdinalIgnoreCase));
}
