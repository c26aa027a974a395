using RatingDevice.Firmware.Options;
using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.GpioChip;
using RatingDevice.Firmware.Panel.InputEvents;
using Row = System.Collections.Generic.IReadOnlyDictionary<string, string>;

namespace RatingDevice.Tests.Hardware;

/// <summary>
/// Pinout, wiring, overlay, rig and default options are one wiring told five times; a technician follows one
/// of them and the program another.
/// </summary>
public sealed class HardwareDocsTests
{
    /// <summary>Pins of the 40-pin header and the BCM2711 line behind each; the others are supply.</summary>
    private static readonly Dictionary<int, int> Header = new()
    {
        [3] = 2, [5] = 3, [7] = 4, [8] = 14, [10] = 15, [11] = 17, [12] = 18, [13] = 27, [15] = 22,
        [16] = 23, [18] = 24, [19] = 10, [21] = 9, [22] = 25, [23] = 11, [24] = 8, [26] = 7, [29] = 5,
        [31] = 6, [32] = 12, [33] = 13, [35] = 19, [36] = 16, [37] = 26, [38] = 20, [40] = 21,
    };

    private static readonly Dictionary<string, int[]> Supply = new()
    {
        ["3v3"] = [1, 17], ["5v"] = [2, 4], ["gnd"] = [6, 9, 14, 20, 25, 30, 34, 39],
    };

    private static readonly GpioChipOptions Defaults = new();

    private static IReadOnlyList<Row> Pinout => DocTable.Csv("pinout.csv");

    private static IEnumerable<Row> Panel => Pinout.Where(r => r["direction"] is "in" or "out");

    [Fact]
    public void The_pinout_is_the_default_of_the_options()
    {
        var options = new Dictionary<string, string>();
        foreach (var (line, level) in Defaults.Keys) options[$"gpioChip:keys:{line}"] = $"{line} {level}";
        options["gpioChip:inviteKey"] = $"{Defaults.InviteKey} invite";
        options["gpioChip:signOffKey"] = $"{Defaults.SignOffKey} sign-off";
        options["gpioChip:keyLamps"] = $"{Assert.Single(Defaults.KeyLamps)} ";
        options["gpioChip:lamps:thanks"] = $"{Defaults.Lamps.Thanks} ";
        options["gpioChip:lamps:fault"] = $"{Defaults.Lamps.Fault} ";
        options["gpioChip:buzzer"] = $"{Defaults.Buzzer} ";
        Assert.Null(Defaults.Lamps.Invited);
        Assert.Equal(options.OrderBy(o => o.Key),
            Panel.ToDictionary(r => r["option"], r => $"{r["line"]} {r["stands for"]}").OrderBy(o => o.Key));
        Assert.All(Panel, r => Assert.Equal(r["on when"] == "low",
            r["direction"] == "in" ? Defaults.KeysActiveLow : Defaults.OutputsActiveLow));
    }

    [Fact]
    public void Every_pin_of_the_header_has_the_line_that_the_documents_say()
    {
        foreach (var row in Pinout)
        {
            var pin = int.Parse(row["pin"]);
            if (row["line"].Length > 0) Assert.Equal($"{Header[pin]}", row["line"]);
            else Assert.Contains(pin, Supply[row["signal"]]);
        }

        Assert.Distinct(Pinout.Select(r => r["pin"]));
        // lines 0 to 8 are pulled up at reset: an output there would be on until the program starts
        Assert.All(Pinout.Where(r => r["line"].Length > 0), r =>
            Assert.Equal(int.Parse(r["line"]) <= 8 ? "up" : "down", r["pull at reset"]));
        Assert.All(Panel.Where(r => r["direction"] == "out"), r => Assert.Equal("down", r["pull at reset"]));
    }

    [Fact]
    public void The_wiring_is_the_pinout()
    {
        var wiring = DocTable.Wiring().Where(s => s.Pin is not null).ToDictionary(s => s.Name);
        Assert.Equal(Pinout.Select(r => r["signal"]).Order(), wiring.Keys.Order());
        foreach (var row in Pinout)
        {
            var signal = wiring[row["signal"]];
            Assert.Equal((row["pin"], row["line"]), ($"{signal.Pin}", $"{signal.Line}"));
            if (row["terminal"].Length > 0) Assert.Contains(row["terminal"], signal.Parts);
        }
    }

    [Fact]
    public void The_overlay_is_the_pinout_and_the_defaults_of_the_other_panel()
    {
        var overlay = DocTable.Overlay();
        var input = new InputEventsOptions();
        Assert.Equal(Panel.Select(r => r["signal"]).Except(["buzzer"]).Order(), overlay.Keys.Order());
        foreach (var row in Panel.Where(r => r["signal"] != "buzzer"))
        {
            var node = overlay[row["signal"]];
            Assert.Equal((row["line"], row["on when"] == "low"), ($"{node.Line}", node.ActiveLow));
            Assert.Contains(node.Line, DocTable.PinsWith(node.Line));
            if (row["direction"] != "in") continue;
            Assert.Equal((int?)KeyNames.Code(row["gpio-keys code"]), node.Code);
            Assert.Equal(Defaults.KernelDebounceMs, node.DebounceMs);
            var code = row["gpio-keys code"];
            Assert.Equal(row["stands for"], code == input.InviteKey ? "invite"
                : code == input.SignOffKey ? "sign-off" : input.Keys[code]);
        }

        int[] keys = [.. Panel.Where(r => r["direction"] == "in").Select(r => int.Parse(r["line"]))];
        Assert.Equal(keys.Order(), DocTable.PinsWith(keys[0]).Order());
    }

    /// <summary>The program itself takes the lines for what the table says.</summary>
    [Fact]
    public void The_program_reads_and_drives_the_lines_of_the_pinout()
    {
        var chip = new DeviceOptions { GpioChip = new() { Enabled = true, Chip = "any" } }.ForGpioChip();
        Assert.Equal(
            Panel.Where(r => r["direction"] == "in").Select(r => (r["line"], r["stands for"])).Order(),
            chip.Wired.Select(k => (k.Key, $"{k.Value}")).Order());
        var plan = new OutputPlan(chip.Outputs);
        Assert.Equal(Panel.Where(r => r["direction"] == "out").Select(r => r["line"]).Order(),
            plan.Lines.Order());
        string Lit(bool invited, bool thanks, bool fault) => string.Join(' ', plan.Lines.Where((_, i) =>
            ((plan.Lit(new LampLights(invited, thanks, fault)) >> i) & 1) != 0));
        string Line(string signal) => Panel.Single(r => r["signal"] == signal)["line"];
        Assert.Equal(Line("key-lamps"), Lit(true, false, false));
        Assert.Equal(Line("thanks"), Lit(false, true, false));
        Assert.Equal(Line("fault"), Lit(false, false, true));
        Assert.Equal(Line("buzzer"), plan.Lines.Where((_, i) => ((plan.Buzzer >> i) & 1) != 0).Single());
    }

    [Fact]
    public void Every_terminal_has_its_part_and_the_colour_of_the_pinout()
    {
        var terminals = DocTable.Csv("terminals.csv").ToDictionary(r => r["terminal"]);
        var wired = DocTable.Wiring().SelectMany(s => s.Parts).Where(p => p.StartsWith('X')).Distinct();
        Assert.Equal(wired.Order(), terminals.Keys.Order());
        Assert.All(Pinout.Where(r => r["wire"].Length > 0),
            r => Assert.Equal(r["wire"], terminals[r["terminal"]]["wire"]));
        var colours = terminals.Values.Select(r => r["wire"]).Where(w => w.Length > 0).ToList();
        Assert.Contains($"{colours.Distinct().Count()} colours of terminals.csv", DocTable.Text("bom.csv"));
        var metres = FormattableString.Invariant($"{colours.Count} x 0.3 m = {colours.Count * 0.3:0.0} m");
        Assert.Contains(metres, DocTable.Text("assembly.md").Replace("\n   ", " "));
    }

    [Fact]
    public void The_bring_up_asks_for_the_levels_of_the_key_lines()
    {
        string[] keys = [.. Panel.Where(r => r["direction"] == "in").Select(r => r["line"])];
        var steps = DocTable.Text("assembly.md").Replace("\n    ", " ");
        Assert.Contains($"`gpioget pinctrl-bcm2711 {string.Join(' ', keys)}` prints "
            + $"`{string.Join(' ', keys.Select(_ => 1))}`", steps);
    }

    [Fact]
    public void Every_part_of_the_wiring_is_on_the_bill_once()
    {
        var billed = DocTable.Csv("bom.csv").SelectMany(r =>
        {
            var parts = r["part"].Split(',');
            Assert.Equal(int.Parse(r["quantity"]) * 10, int.Parse(r["for ten"]));
            if (parts.Length > 1) Assert.Equal(parts.Length, int.Parse(r["quantity"]));
            return parts;
        }).ToList();
        Assert.Distinct(billed);
        var wired = DocTable.Wiring().SelectMany(s => s.Parts).SelectMany(p => p.Split('/')[0].Split('|'))
            .Select(p => p.Split('=')[0].Split('.')[0]).Except(["gnd", "3v3", "5v"]).Distinct();
        Assert.Empty(wired.Except(billed));
    }

    [Fact]
    public void The_electrical_notes_speak_of_the_times_the_program_has()
    {
        var notes = DocTable.Text("electrical.md").Replace('\n', ' ');
        Assert.Contains($"{Defaults.KernelDebounceMs} ms (`gpioChip:kernelDebounceMs`", notes);
        Assert.Contains($"{new CounterOptions().DebounceMs} ms before (`counter:debounceMs`)", notes);
        Assert.Contains($"of {Defaults.BuzzerMs} ms (`gpioChip:buzzerMs`)", notes);
        Assert.Contains($"(`gpioChip:pull` is `{Defaults.Pull}`)", notes);
    }

    [Fact]
    public void The_loop_back_of_the_rig_meets_the_pinout_and_the_tests()
    {
        var rig = DocTable.Text("rig.md").Split('\n')
            .Select(l => l.Split('|', StringSplitOptions.TrimEntries))
            .Where(f => f.Length == 7 && DocTable.Number(f[1]) > 0)
            .Select(f => f[1..6]).ToDictionary(f => f[4]);
        Assert.Equal(Panel.Select(r => r["signal"]).Except(["buzzer"]).Order(), rig.Keys.Order());
        foreach (var row in Panel.Where(r => r["signal"] != "buzzer"))
        {
            var wire = rig[row["signal"]];
            Assert.Equal((row["line"], row["pin"]), (wire[2], wire[3]));
            Assert.Equal(wire[0], $"{Header[int.Parse(wire[1])]}");
            Assert.Equal(wire[0], $"{LoopbackWires.PlayedBy[row["signal"]]}");
        }
    }
}
