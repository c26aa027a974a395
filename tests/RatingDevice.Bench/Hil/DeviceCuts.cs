using RatingDevice.Demo.Account;
using RatingDevice.Demo.Counter;
using RatingDevice.Demo.Processes;

namespace RatingDevice.Bench.Hil;

/// <summary>
/// Power cuts of the device during presses. A press counts as thanked when the guest's answer, that the lamp
/// was lit, had reached this machine before the cut.
/// </summary>
internal sealed class DeviceCuts(HilPlan plan, TextWriter progress)
{
    private const int MostPresses = 8;

    private readonly List<RigPress> _pressed = [];

    internal async Task<bool> RunAsync(string disk, FigureTable table, CancellationToken stop)
    {
        await using var branch = await Branch.StartAsync(
            new BranchPlan { Devices = 1, StartDevices = false }, stop);
        using var http = new HttpClient();
        var counter = new CounterInGuest(branch, 0, RigPanel.Gpio);
        var random = new Random(plan.Seed);
        await GuestMachine.MakeDiskAsync(disk, stop);
        for (var cut = 1; cut <= plan.Cuts; cut++) await LifeAsync(counter, disk, random, cut, stop);
        await LifeAsync(counter, disk, random, 0, stop);
        var held = await new BranchBooks(branch, http).SettleAsync(
            counter.Device, counter.Teller, _pressed.Count(p => p.Thanked), stop);
        var misfits = Account.Compare(_pressed, held.Levels);
        var verified = await new Books(http, branch, new Diary()).VerifyAsync(stop);
        table.Add("deviceCuts", "power cuts of the device", plan.Cuts, "times",
            $"{_pressed.Count} presses, {_pressed.Count(p => !p.Thanked)} without thanks at the cut");
        table.Add("deviceCutsThanked", "  thanked", _pressed.Count(p => p.Thanked), "presses");
        table.Add("deviceCutsLost", "  thanked and not stored", misfits.Lost, "");
        table.Add("deviceCutsDuplicates", "  stored twice", misfits.Duplicates, "");
        table.Add("deviceCutsPhantoms", "  stored and never pressed", misfits.Phantoms, "");
        table.Add("deviceCutsJournals", "  journals (numbering goes on in one)", held.Journals, "");
        table.Add("deviceCutsMissing", "  entries missing between the numbers", held.Missing, "");
        table.Add("deviceCutsChainOk", "  chain whole, figures equal a rebuild",
            verified is { ChainOk: true, RollupsEqualRebuild: true } ? 1 : 0, "");
        return misfits is { Lost: 0, Duplicates: 0, Phantoms: 0 } && held is { Journals: 1, Missing: 0 }
            && verified is { ChainOk: true, RollupsEqualRebuild: true };
    }

    // One boot: presses until the power goes; the last one ends in good order.
    private async Task LifeAsync(
        CounterInGuest counter, string disk, Random random, int cut, CancellationToken stop)
    {
        await using var guest = await GuestMachine.BootAsync(plan.Rig, disk, GuestMachine.NoPorts, stop);
        await counter.StartAsync(guest, 5, stop);
        var (whole, rest) = (1 + random.Next(MostPresses), TimeSpan.FromMilliseconds(random.Next(600)));
        for (var i = 0; i < whole; i++) await PressAsync(guest, random, stop);
        if (cut == 0)
        {
            await counter.StopAsync(guest, stop);
            await guest.PowerOffAsync(stop);
            return;
        }
        var last = PressAsync(guest, random, stop);
        await Task.WhenAny(last, Task.Delay(rest, stop));
        await guest.CutPowerAsync();
        await last;
        var (thanked, when) = (_pressed.Count(p => p.Thanked), _pressed[^1].Thanked ? "after" : "before");
        await progress.WriteLineAsync($"bench: cut {cut} of {plan.Cuts}, booted in "
            + $"{guest.Boot.TotalSeconds:0} s, {thanked} thanked so far, power went {when} a thanks");
    }

    private async Task PressAsync(GuestMachine guest, Random random, CancellationToken stop)
    {
        var (key, seed) = (random.Next(4), random.Next());
        _pressed.Add(new RigPress(CounterInGuest.Levels[key], false));
        try
        {
            var answer = await guest.DoAsync(new("rate") { On = "gpio", Keys = [key], Seed = seed }, stop);
            if (!answer.Ok) await progress.WriteLineAsync($"bench: {answer.Text}; lit: {answer.Lamps}");
            _pressed[^1] = _pressed[^1] with { Thanked = answer.Ok };
        }
        catch (IOException)
        {
            // the power went first: nobody was thanked
        }
    }
}
