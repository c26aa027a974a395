using System.Text.Json.Serialization;
using RatingDevice.Collector.Verify.Office;

namespace RatingDevice.Collector.Cli;

/// <summary>The report for programs; ok is true where all of it holds.</summary>
internal sealed record VerifyOfficeShape(
    bool Ok, int Outlets, long Statements, long Rows, long FaultsFound,
    IReadOnlyList<OfficeFaultShape> Faults, IReadOnlyList<string> Notes, int Journals,
    IReadOnlyList<UnstatedShape> Unstated)
{
    public static VerifyOfficeShape Of(OfficeReport r) => new(
        r.Ok, r.Outlets, r.Statements, r.Rows, r.Faults.Total,
        [.. r.Faults.Listed.Select(f => new OfficeFaultShape(f.Outlet?.ToString(), f.What))], r.Notes,
        r.Journals, [.. r.Unstated.Select(a => new UnstatedShape(
            a.Claims[0].Device.ToString(), a.Journal.ToString(), a.Last, a.Unstated,
            [.. a.Holes.Select(h => new[] { h.First, h.Last })],
            [.. a.Twice.Select(h => new[] { h.First, h.Last })]))]);
}

/// <summary>Something that does not hold.</summary>
internal sealed record OfficeFaultShape(string? Outlet, string What);

/// <summary>A journal with numbers that no day states, or two outlets state; runs as first and
/// last.</summary>
internal sealed record UnstatedShape(
    string Device, string Journal, long Last, long NotStated, IReadOnlyList<long[]> Runs,
    IReadOnlyList<long[]> Twice);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(VerifyOfficeShape))]
internal sealed partial class VerifyOfficeJson : JsonSerializerContext;
