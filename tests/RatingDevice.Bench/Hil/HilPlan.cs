namespace RatingDevice.Bench.Hil;

/// <summary>What a run of the hardware bench does.</summary>
/// <param name="Rig">Folder with kernel, initramfs and program disk, as ./rating makes it.</param>
/// <param name="Presses">On each panel.</param>
/// <param name="Cuts">Power cuts of the device, and as many of the collector.</param>
/// <param name="Seed">Of bounces, keys and moments.</param>
/// <param name="Only">Parts to run; none for all.</param>
/// <param name="Store">The collector's store for the power cuts.</param>
internal sealed record HilPlan(
    string Rig, int Presses, int Cuts, int Seed, IReadOnlyList<string> Only, string Store)
{
    public static readonly string[] Parts =
        ["contract", .. RigPanel.All.Select(p => p.Part), "device-cuts", "collector-cuts"];

    public bool Does(string part) => Only.Count == 0 || Only.Contains(part);
}
