using System.Globalization;
using System.Text.RegularExpressions;
using RatingDevice.Bench.Hil.Guest;

namespace RatingDevice.Bench.Hil;

/// <summary>The panel contract in the guest, over every rig: the kernel's devices are there.</summary>
internal static partial class ContractRun
{
    private const int Seconds = 1800;

    internal static async Task<bool> RunAsync(
        HilPlan plan, string disk, FigureTable table, TextWriter progress, CancellationToken stop)
    {
        await using var guest = await GuestMachine.BootAsync(plan.Rig, disk, GuestMachine.NoPorts, stop);
        await progress.WriteLineAsync("bench: contract: the panel tests in the guest …");
        var answer = await guest.DoAsync(new("run")
        {
            Name = "/tests/RatingDevice.Tests",
            Words = ["-noLogo", "-noColor", "-parallel", "none", "-namespace", "RatingDevice.Tests.Panel*"],
            Seconds = Seconds,
        }, stop);
        await guest.PowerOffAsync(stop);
        foreach (var line in Told(answer.Text.Split('\n')))
            await progress.WriteLineAsync($"bench: contract: {line}");
        if (Summary().Match(answer.Text) is not { Success: true } said)
        {
            await progress.WriteLineAsync($"bench: contract: {answer.Text}");
            table.Missing("contract", "panel tests in the guest", "they did not end");
            return false;
        }
        table.Add("contract", "panel tests in the guest", Number(said, 1), "", $"{Number(said, 3)} skipped");
        table.Add("contractFailed", "  failed", Number(said, 2), "");
        return answer.Ok && Number(said, 2) == 0;
    }

    // A name, and on the next line what was wrong or why it could not be run here.
    private static IEnumerable<string> Told(string[] lines) => lines.Zip(lines.Skip(1))
        .Where(pair => pair.First.Contains("[FAIL]", StringComparison.Ordinal)
            || pair.First.Contains("[SKIP]", StringComparison.Ordinal))
        .Select(pair => $"{pair.First.Trim()} {pair.Second.Trim()}");

    private static int Number(Match said, int group) =>
        int.Parse(said.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Total: (\d+), Errors: \d+, Failed: (\d+), Skipped: (\d+)")]
    private static partial Regex Summary();
}
