using System.Text.Json.Serialization;

namespace RatingDevice.Collector.Export.Timetable;

/// <summary>What lies beside it: who relies on a folder of exports checks it by this.</summary>
internal sealed record ExportManifest(
    int Schema, string Outlet, DateOnly Day, string Zone, string Program,
    IReadOnlyList<ManifestDefinition> Definitions, IReadOnlyList<ManifestFile> Files)
{
    public const string FileName = "manifest.json";
}

/// <summary>A definition its figures were made with.</summary>
internal sealed record ManifestDefinition(string Id, string Hash);

/// <summary>One file.</summary>
/// <param name="Name">In the same folder.</param>
/// <param name="Sha256">Of its bytes, hexadecimal, as sha256sum prints it.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Rows">Rows, headings not counted.</param>
/// <param name="Query">The same export over HTTP.</param>
internal sealed record ManifestFile(string Name, string Sha256, long Bytes, long Rows, string Query);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ExportManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
