using System.Diagnostics;
using RatingDevice.Demo.Processes;

namespace RatingDevice.Bench.Hil;

/// <summary>
/// Presses on one played panel, and then what else happens to keys: two at once, stuck, unplugged.
/// </summary>
internal sealed class PressRun(HilPlan plan, Branch branch, BranchBooks books, TextWriter progress)
{
    private const int MostSlowPairs = 30;

    private readonly List<RigPress> _pressed = [];
    private readonly List<string> _wrong = [];
    private int _slowPairs;
    private int _refused;
    private int _edges;
    private int _tones;
    private int _slow;

    /// <summary>True when nothing was wrong.</summary>
    public async Task<bool> RunAsync(
        RigPanel panel, int index, string disk, FigureTable table, CancellationToken stop)
    {
        var counter = new CounterInGuest(branch, index, panel);
        await using var guest = await GuestMachine.BootAsync(plan.Rig, disk, GuestMachine.NoPorts, stop);
        await progress.WriteLineAsync(
            $"bench: {panel.Part}: guest booted in {guest.Boot.TotalSeconds:0.0} s");
        var random = new Random(plan.Seed);
        var begun = Stopwatch.GetTimestamp();
        var perSetting = panel.KernelDebounces ? plan.Presses / 2 : plan.Presses;
        await counter.StartAsync(guest, 5, stop);
        await progress.WriteLineAsync($"bench: {panel.Part}: {plan.Presses} presses with bounce …");
        for (var i = 0; i < plan.Presses; i++)
        {
            if (i == perSetting) await AgainWithoutKernelAsync(counter, guest, stop);
            await RateAsync(guest, panel.Played, [random.Next(4)], random, stop);
        }
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await KeyTricksAsync(guest, panel, counter, random, stop);
        var held = await books.SettleAsync(counter.Device, counter.Teller, _pressed.Count, stop);
        await counter.StopAsync(guest, stop);
        await guest.PowerOffAsync(stop);
        return Report(panel, held, seconds, table);
    }

    // Half of the presses meet our own debouncer alone.
    private static async Task AgainWithoutKernelAsync(
        CounterInGuest counter, GuestMachine guest, CancellationToken stop)
    {
        await counter.StopAsync(guest, stop);
        await counter.StartAsync(guest, 0, stop);
    }

    private async Task RateAsync(
        GuestMachine guest, string panel, int[] keys, Random random, CancellationToken stop)
    {
        var answer = await guest.DoAsync(
            new("rate") { On = panel, Keys = keys, Seed = random.Next() }, stop);
        _edges += answer.Edges;
        _slow = answer.Slow;
        _tones += answer.Sounded ? 1 : 0;
        _pressed.Add(new RigPress(CounterInGuest.Levels[keys[0]], answer.Ok));
        if (!answer.Ok) Wrong($"press {_pressed.Count}: {answer.Text}; lit: '{answer.Lamps}'");
    }

    private async Task KeyTricksAsync(
        GuestMachine guest, RigPanel rig, CounterInGuest counter, Random random, CancellationToken stop)
    {
        var panel = counter.Played;
        await TwoKeysAsync(guest, rig, random, stop);

        // A stuck key counts once, and the others work while it is held.
        await guest.MustAsync(new("invite") { On = panel, Seed = random.Next() }, stop);
        await guest.MustAsync(new("down") { On = panel, Keys = [1], Seed = random.Next() }, stop);
        _pressed.Add(new RigPress(CounterInGuest.Levels[1], true));
        for (var i = 0; i < 3; i++) await RateAsync(guest, panel, [2], random, stop);
        var let = await guest.MustAsync(new("up") { On = panel, Keys = [1], Seed = random.Next() }, stop);
        // a pause within the bounce of letting go pressed that key once more, after the last customer's
        if (let.Slow > _slow) _pressed[^1] = _pressed[^1] with { Or = CounterInGuest.Levels[1] };
        _slow = let.Slow;

        // Unplugged: the fault shows where a lamp is left, and after replugging all is as before.
        for (var i = 0; i < 2; i++)
        {
            await guest.MustAsync(new("unplug") { On = panel }, stop);
            if (panel == "keypad") await SeenAsync(guest, panel, "fault", stop);
            if (!await books.PanelLostAsync(counter.Device, true, stop)) Wrong("unplugged, and no fault");
            await guest.MustAsync(new("plug") { On = panel }, stop);
            if (!await books.PanelLostAsync(counter.Device, false, stop)) Wrong("replugged, still a fault");
            await SeenAsync(guest, panel, "", stop);
            await RateAsync(guest, panel, [i], random, stop);
        }
    }

    // Two keys at once: the second replaces the first within the grace time, and both are in the entry. Where
    // the machine paused within a bounce the first key was pressed again after the second: once more then.
    // Where the panel cannot tell their order it may take neither: then there is no thanks and no entry.
    private async Task TwoKeysAsync(GuestMachine guest, RigPanel panel, Random random, CancellationToken stop)
    {
        for (_slowPairs = 0; _slowPairs < MostSlowPairs; _slowPairs++)
        {
            var before = _slow;
            await RateAsync(guest, panel.Played, [0, 3], random, stop);
            var (first, second) = (CounterInGuest.Levels[0], CounterInGuest.Levels[3]);
            if (!panel.TellsOrder && !_pressed[^1].Thanked)
            {
                _refused++;
                _pressed.RemoveAt(_pressed.Count - 1);
                _wrong.RemoveAt(_wrong.Count - 1);
                return;
            }

            _pressed[^1] = new RigPress(second, _pressed[^1].Thanked, _slow > before ? first : null);
            if (_slow == before) return;
        }
        Wrong($"two keys at once: the machine paused within the bounce {MostSlowPairs} times");
    }

    private async Task SeenAsync(GuestMachine guest, string panel, string lamps, CancellationToken stop)
    {
        var answer = await guest.DoAsync(new("await") { On = panel, Lamps = lamps }, stop);
        if (!answer.Ok) Wrong($"unplugged or replugged: lamps '{answer.Lamps}', not '{lamps}'");
    }

    private bool Report(RigPanel panel, DeviceBooks held, double seconds, FigureTable table)
    {
        var misfits = Account.Compare(_pressed, held.Levels);
        var both = held.Ratings.Count(
            r => r.Was == CounterInGuest.Levels[0] && r.Level == CounterInGuest.Levels[3]);
        var least = 1 - _refused;
        if (both < least || both > least + _slowPairs)
            Wrong($"two keys at once stand in {both} entries, not {least}; {_slowPairs} times it was slow");
        if (held.Stray > _slow)
            Wrong($"{held.Stray} presses counted outside a window, {_slow} moves were slow");
        if (held.Journals != 1 || held.Missing != 0)
            Wrong($"{held.Journals} journals, {held.Missing} entries missing");
        table.Add($"{panel.Key}Presses", $"{panel.Part}: presses", _pressed.Count, "presses",
            $"{_edges:N0} edges by the kernel, {_slow} slow moves, {seconds:0} s");
        var thanked = _pressed.Count(p => p.Thanked);
        table.Add($"{panel.Key}Thanked", "  thanked: the lamp was seen", thanked, "presses");
        if (panel.IsGpio)
        {
            table.Add($"{panel.Key}Tones", "  the tone was seen", _tones, "presses",
                "400 ms long; eyes inside an emulated machine can miss one");
            if (_tones < thanked / 2) Wrong($"{_tones} tones were seen for {thanked} thanks");
        }
        if (!panel.TellsOrder)
            table.Add($"{panel.Key}Refused", "  two keys at one moment, neither taken", _refused, "times");
        table.Add($"{panel.Key}Lost", "  thanked and not stored", misfits.Lost, "");
        table.Add($"{panel.Key}Duplicates", "  stored twice", misfits.Duplicates, "");
        table.Add($"{panel.Key}Phantoms", "  stored and never pressed", misfits.Phantoms, "");
        table.Add($"{panel.Key}Wrong", "  anything else wrong", _wrong.Count, "", _wrong.FirstOrDefault(""));
        return misfits is { Lost: 0, Duplicates: 0, Phantoms: 0 } && _wrong.Count == 0;
    }

    private void Wrong(string what)
    {
        _wrong.Add(what);
        progress.WriteLine($"bench: {what}");
    }
}
