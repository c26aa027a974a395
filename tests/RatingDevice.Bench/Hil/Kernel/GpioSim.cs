using System.Globalization;
using System.Text;

namespace RatingDevice.Bench.Hil.Kernel;

/// <summary>
/// A GPIO chip that the kernel plays (gpio-sim): a real /dev/gpiochip, its lines pulled and read in sysfs.
/// </summary>
internal sealed class GpioSim
{
    private const string Home = "/sys/kernel/config/gpio-sim";

    private readonly string _folder;
    private readonly int _keys;
    private string _pins = "";

    private GpioSim(string label, int lines, int keys)
    {
        (_folder, _keys) = (Path.Combine(Home, label), keys);
        var bank = Path.Combine(_folder, "bank");
        Directory.CreateDirectory(bank);
        Write(Path.Combine(bank, "num_lines"), lines.ToString(CultureInfo.InvariantCulture));
        Write(Path.Combine(bank, "label"), label);
    }

    public static bool Available => Directory.Exists(Home);

    /// <summary>Makes a chip and plugs it in.</summary>
    /// <param name="label">Its label, and the name of its folder.</param>
    /// <param name="names">Names of its lines; empty for none.</param>
    /// <param name="keys">So many of them, the first, are keys with a resistor that pulls them up.</param>
    public static GpioSim Make(string label, IReadOnlyList<string> names, int keys)
    {
        var sim = new GpioSim(label, names.Count, keys);
        foreach (var (i, name) in names.Index().Where(n => n.Item.Length > 0))
        {
            var line = Path.Combine(sim._folder, "bank", $"line{i}");
            Directory.CreateDirectory(line);
            Write(Path.Combine(line, "name"), name);
        }
        sim.Plug();
        return sim;
    }

    public void Plug()
    {
        Write(Path.Combine(_folder, "live"), "1");
        var device = Read(Path.Combine(_folder, "dev_name"));
        var chip = Read(Path.Combine(_folder, "bank", "chip_name"));
        _pins = $"/sys/devices/platform/{device}/{chip}";
        for (var i = 0; i < _keys; i++) Pull(i, up: true);
    }

    public void Unplug() => Write(Path.Combine(_folder, "live"), "0");

    /// <summary>Takes the chip out of the kernel.</summary>
    public void Remove()
    {
        if (Read(Path.Combine(_folder, "live")) == "1") Unplug();
        var bank = Path.Combine(_folder, "bank");
        foreach (var line in Directory.EnumerateDirectories(bank, "line*").ToArray()) Directory.Delete(line);
        Directory.Delete(bank);
        Directory.Delete(_folder);
    }

    /// <summary>A key wired to ground pulls its line down.</summary>
    public void Pull(int line, bool up) =>
        Write($"{_pins}/sim_gpio{line}/pull", up ? "pull-up" : "pull-down");

    /// <summary>The level of a line, as who drives it has set it.</summary>
    public bool Value(int line) => Read($"{_pins}/sim_gpio{line}/value") == "1";

    // Looked at often by a slow machine: not as a text file with decoder and buffers.
    private static string Read(string path)
    {
        Span<byte> bytes = stackalloc byte[64];
        using var file = File.OpenHandle(path);
        return Encoding.ASCII.GetString(bytes[..RandomAccess.Read(file, bytes, 0)]).Trim();
    }

    // Not File.WriteAllText: it would truncate first, which these files have no notion of.
    private static void Write(string path, string text)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        RandomAccess.Write(file, Encoding.ASCII.GetBytes(text + "\n"), 0);
    }
}
