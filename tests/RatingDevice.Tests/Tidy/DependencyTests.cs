using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RatingDevice.Tests.Tidy;

/// <summary>A dependency is named only in the folder that bears its name; stages look only upstream or at
/// seams.</summary>
public sealed class DependencyTests
{
    /// <summary>Namespace, and the folder in which alone it may be named.</summary>
    public static TheoryData<string, string> Homes => new()
    {
        { "Microsoft.Data.Sqlite", "Sqlite" },
        { "SQLitePCL", "Sqlite" },
        { "CsvHelper", "Csv" },
        { "DocumentFormat.OpenXml", "OpenXml" },
        { "RatingDevice.Mosquitto", "Mosquitto" },
        { "Npgsql", "Postgres" },
        { "MQTTnet", "MqttNet" },
        { "LiteDB", "LiteDb" },
        { "System.Device", "Gpio" },
        { "Iot.Device", "Gpio" },
    };

    /// <summary>Folder, and what it must not know.</summary>
    public static TheoryData<string, string> Blind => new()
    {
        { "firmware/RatingDevice.Firmware/Capture/", "RatingDevice.Firmware.Link" },
        { "firmware/RatingDevice.Firmware/Panel/", "RatingDevice.Firmware.Capture" },
        { "firmware/RatingDevice.Firmware/Panel/", "RatingDevice.Firmware.Journal" },
        { "firmware/RatingDevice.Firmware/Panel/", "RatingDevice.Firmware.Link" },
        { "firmware/RatingDevice.Firmware/Journal/", "RatingDevice.Firmware.Panel" },
        { "firmware/RatingDevice.Firmware/Journal/", "RatingDevice.Firmware.Link" },
        { "firmware/RatingDevice.Firmware/Link/", "RatingDevice.Firmware.Panel" },
        { "firmware/", "RatingDevice.Collector" },
        { "collector/", "RatingDevice.Firmware" },
        { "collector/RatingDevice.Collector/Rollups/", "RatingDevice.Collector.Dashboard" },
        { "collector/RatingDevice.Collector/Rollups/", "RatingDevice.Collector.Ingest" },
        { "collector/RatingDevice.Collector/Store/", "RatingDevice.Collector.Ingest" },
        { "collector/RatingDevice.Collector/Store/", "RatingDevice.Collector.Dashboard" },
        { "collector/RatingDevice.Collector/Ingest/", "RatingDevice.Collector.Dashboard" },
        { "collector/RatingDevice.Collector/Ingest/", "RatingDevice.Collector.Store.Sqlite" },
        { "collector/RatingDevice.Collector/Export/", "RatingDevice.Collector.Store.Sqlite" },
        { "collector/RatingDevice.Collector/Dashboard/", "RatingDevice.Collector.Store.Sqlite" },
    };

    [Theory, MemberData(nameof(Homes))]
    public void A_dependency_is_named_only_at_home(string dependency, string folder) => LengthTests.Nothing(
        from file in SourceTree.Product
        where !file.IsIn(folder) && !file.IsCompositionRoot
            && !file.Path.StartsWith($"firmware/{dependency}/", StringComparison.Ordinal)
        from name in Named(file)
        where Within(name.Text, dependency)
        select $"{file.Where(name.Node)}: {name.Text} belongs into a folder {folder}/");

    [Theory, MemberData(nameof(Blind))]
    public void A_stage_does_not_know(string folder, string stranger) => LengthTests.Nothing(
        from file in SourceTree.Product
        where file.Path.StartsWith(folder, StringComparison.Ordinal) && !file.IsCompositionRoot
        from name in Named(file)
        where Within(name.Text, stranger)
        select $"{file.Where(name.Node)}: {name.Text}");

    [Fact]
    public void The_contract_depends_on_nothing()
    {
        var project = XDocument.Load(Path.Combine(
            SourceTree.Home, "firmware", "RatingDevice.Wire", "RatingDevice.Wire.csproj"));
        Assert.DoesNotContain(project.Descendants(),
            e => e.Name.LocalName.EndsWith("Reference", StringComparison.Ordinal));
    }

    private static bool Within(string name, string root) =>
        name == root || name.StartsWith(root + ".", StringComparison.Ordinal);

    private static IEnumerable<(SyntaxNode Node, string Text)> Named(SourceFile file) =>
        file.Root.DescendantNodes().OfType<UsingDirectiveSyntax>()
            .Where(u => u.Name is not null).Select(u => ((SyntaxNode)u, u.Name!.ToString()))
            .Concat(file.Root.DescendantNodes().OfType<QualifiedNameSyntax>()
                .Select(q => ((SyntaxNode)q, q.ToString())));
}
