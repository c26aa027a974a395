using RatingDevice.Demo.Processes;

namespace RatingDevice.Bench.Hil;

/// <summary>
/// The real programs on a real kernel, with keys that bounce and power that fails. What was pressed and seen
/// is written down out here and compared with what the collector holds.
/// </summary>
internal static class HilBench
{
    internal static async Task<int> RunAsync(
        HilPlan plan, TextWriter result, TextWriter progress, CancellationToken stop)
    {
        if (!File.Exists(Path.Combine(plan.Rig, "disk.img")))
        {
            await result.WriteLineAsync("bench hil: skipped: no kernel to boot; use ./rating bench hil");
            return 0;
        }
        await progress.WriteLineAsync($"bench: hardware in the loop, seed {plan.Seed}");
        var folder = Directory.CreateTempSubdirectory("rating-hil-").FullName;
        var table = new FigureTable("hil");
        table.Add("seed", "seed", plan.Seed, "");
        var well = false;
        try
        {
            well = await PartsAsync(plan, folder, table, progress, stop);
        }
        finally
        {
            if (well) Directory.Delete(folder, recursive: true);
            else await progress.WriteLineAsync($"bench: consoles and disks are kept in {folder}");
        }
        table.Print(result);
        return well ? 0 : 1;
    }

    private static async Task<bool> PartsAsync(
        HilPlan plan, string folder, FigureTable table, TextWriter progress, CancellationToken stop)
    {
        var well = true;
        if (plan.Does("contract"))
        {
            var disk = Path.Combine(folder, "contract.img");
            await GuestMachine.MakeDiskAsync(disk, stop);
            well &= await ContractRun.RunAsync(plan, disk, table, progress, stop);
        }
        well &= await PressesAsync(plan, folder, table, progress, stop);
        if (plan.Does("device-cuts") && plan.Cuts > 0)
        {
            var cuts = new DeviceCuts(plan, progress);
            well &= await cuts.RunAsync(Path.Combine(folder, "device-cuts.img"), table, stop);
        }
        if (plan.Does("collector-cuts") && !CollectorCuts.Stacks.ContainsKey(plan.Store))
        {
            await progress.WriteLineAsync($"bench hil: skipped: the {plan.Store} store is not compiled in");
        }
        else if (plan.Does("collector-cuts") && plan.Cuts > 0)
        {
            var cuts = new CollectorCuts(plan, folder, progress);
            well &= await cuts.RunAsync(Path.Combine(folder, "collector-cuts.img"), table, stop);
        }
        return well;
    }

    private static async Task<bool> PressesAsync(
        HilPlan plan, string folder, FigureTable table, TextWriter progress, CancellationToken stop)
    {
        var wanted = RigPanel.All.Where(p => plan.Does(p.Part)).ToArray();
        foreach (var lacking in wanted.Where(p => !p.IsCompiledIn))
        {
            await progress.WriteLineAsync($"bench hil: skipped: {lacking.Part}: System.Device.Gpio is not "
                + "compiled in; see ./rating stack");
        }
        RigPanel[] panels = [.. wanted.Where(p => p.IsCompiledIn)];
        if (panels.Length == 0) return true;
        await using var branch = await Branch.StartAsync(
            new BranchPlan { Devices = RigPanel.All.Count, StartDevices = false }, stop);
        using var http = new HttpClient();
        var books = new BranchBooks(branch, http);
        var well = true;
        foreach (var (index, panel) in panels.Index())
        {
            var disk = Path.Combine(folder, $"{panel.Part}.img");
            await GuestMachine.MakeDiskAsync(disk, stop);
            var run = new PressRun(plan, branch, books, progress);
            well &= await run.RunAsync(panel, index, disk, table, stop);
        }
        return well;
    }
}
