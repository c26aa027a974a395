using System.CommandLine;

namespace RatingDevice.Bench.Hil;

/// <summary>The words of "bench hil".</summary>
internal static class HilCommand
{
    internal static Command Make()
    {
        var presses = new Option<int>("--presses")
        {
            Description = "Presses on each panel.", DefaultValueFactory = _ => 1_000,
        };
        var cuts = new Option<int>("--cuts")
        {
            Description = "Power cuts of the device, and of the collector.", DefaultValueFactory = _ => 20,
        };
        var seed = new Option<int>("--seed") { Description = "Of all chance.", DefaultValueFactory = _ => 7 };
        var only = new Option<string[]>("--only")
        {
            Description = $"Only these parts: {string.Join(", ", HilPlan.Parts)}.",
            AllowMultipleArgumentsPerToken = true,
        };
        only.AcceptOnlyFromAmong(HilPlan.Parts);
        var store = new Option<string>("--store")
        {
            Description = "The collector's store in the power cuts.", DefaultValueFactory = _ => "sqlite",
        };
        store.AcceptOnlyFromAmong("sqlite", "litedb");
        var rig = new Option<string>("--rig")
        {
            Description = "Kernel and disk, made by ./rating.", DefaultValueFactory = _ => "artifacts/hil",
        };
        var hil = new Command("hil", "The programs on a real kernel: GPIO, keypad, power cuts; in QEMU.")
        {
            presses, cuts, seed, only, store, rig,
        };
        hil.SetAction((parsed, stop) => HilBench.RunAsync(
            new HilPlan(
                parsed.GetValue(rig)!, parsed.GetValue(presses), parsed.GetValue(cuts), parsed.GetValue(seed),
                parsed.GetValue(only) ?? [], parsed.GetValue(store)!),
            Console.Out, Console.Error, stop));
        return hil;
    }
}
