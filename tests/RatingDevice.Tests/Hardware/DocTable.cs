using System.Globalization;
using System.Text.RegularExpressions;
using RatingDevice.Tests.Tidy;

namespace RatingDevice.Tests.Hardware;

/// <summary>The hardware documents as the tests read them.</summary>
internal static partial class DocTable
{
    public static string Folder { get; } = Path.Combine(SourceTree.Home, "hardware-docs");

    public static string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));

    /// <summary>Rows of a CSV file by column; fields in quotes hold no quotes of their own.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Csv(string file)
    {
        var lines = Text(file).TrimEnd('\n').Split('\n').Select(Fields).ToList();
        Assert.All(lines, l => Assert.Equal(lines[0].Length, l.Length));
        return [.. lines.Skip(1).Select(l => lines[0].Zip(l).ToDictionary(p => p.First, p => p.Second))];
    }

    /// <summary>Signals of wiring.txt: name, pin, line, and the parts in the wire.</summary>
    public static IReadOnlyList<WiredSignal> Wiring()
    {
        var signals = new List<WiredSignal>();
        foreach (var line in Text("wiring.txt").Split('\n'))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0].StartsWith('#')) continue;
            if (words[0] != "+") signals.Add(new(words[0], Number(words[1]), Number(words[2]), words[3..]));
            else signals[^1] = signals[^1] with { Parts = [.. signals[^1].Parts, .. words[1..]] };
        }

        return signals;
    }

    /// <summary>GPIO line to node in the overlay, with what stands in that node.</summary>
    public static IReadOnlyDictionary<string, OverlayNode> Overlay() =>
        Node().Matches(Text("rating-panel.dts")).ToDictionary(
            m => m.Groups["name"].Value, m => new OverlayNode(Number(m.Groups["line"].Value)!.Value,
                m.Groups["low"].Value == "1", Number(m.Groups["code"].Value), Number(m.Groups["ms"].Value)));

    /// <summary>The lines of a "brcm,pins" list that holds this one.</summary>
    public static int[] PinsWith(int line) => Pins().Matches(Text("rating-panel.dts"))
        .Select(m => m.Groups[1].Value.Split(' ').Select(int.Parse).ToArray()).First(p => p.Contains(line));

    public static int? Number(string text) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string[] Fields(string line) => [.. Field().Matches(line)
        .Select(m => m.Groups["quoted"] is { Success: true } quoted ? quoted.Value : m.Value)];

    [GeneratedRegex("(?<=^|,)(\"(?<quoted>[^\"]*)\"|[^,\"]*)(?=,|$)")]
    private static partial Regex Field();

    [GeneratedRegex(@"(?<name>[a-z0-9-]+) \{\s+label = ""\k<name>"";"
        + @"\s+gpios = <&gpio (?<line>\d+) (?<low>[01])>;"
        + @"(\s*/\*[^*]*\*/)?(\s+linux,code = <(?<code>\d+)>;)?(\s*/\*[^*]*\*/)?"
        + @"(\s+debounce-interval = <(?<ms>\d+)>;)?")]
    private static partial Regex Node();

    [GeneratedRegex(@"brcm,pins = <([\d ]+)>")]
    private static partial Regex Pins();
}

/// <summary>One signal of the wiring.</summary>
internal sealed record WiredSignal(string Name, int? Pin, int? Line, string[] Parts);

/// <summary>One key or LED of the overlay.</summary>
internal sealed record OverlayNode(int Line, bool ActiveLow, int? Code, int? DebounceMs);
