using System.Text.RegularExpressions;
using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.InputEvents;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Panel;

public sealed class KeyStatesTests
{
    private const string KernelHeader = "/usr/include/linux/input-event-codes.h";

    [Fact]
    public void A_record_reads_as_the_kernel_wrote_it()
    {
        var bytes = EventRecords.Record(InputRecord.Key, FifoRig.Key2, 1, seconds: 7, micros: 123_456);
        Assert.Equal(InputRecord.Size, bytes.Length);
        Assert.Equal(
            new InputRecord(TimeSpan.FromMilliseconds(7123), InputRecord.Key, FifoRig.Key2, 1),
            InputRecord.Read(bytes));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(long.MaxValue, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 1_000_000)]
    public void A_time_that_cannot_be_is_no_overflow(long seconds, long micros) =>
        Assert.Equal(TimeSpan.Zero, InputRecord.Read(EventRecords.Record(1, 2, 1, seconds, micros)).At);

    [Fact]
    public void An_edge_bears_the_time_it_happened_and_not_the_time_it_was_read()
    {
        var keys = new KeyStates(new KeyMap(Levels("KEY_1"), null));
        var record = new InputRecord(default, InputRecord.Key, 2, 1);
        var edge = Assert.Single(keys.Take(record, TimeSpan.FromSeconds(9)));
        Assert.Equal(TimeSpan.FromSeconds(9), edge.Up);
    }

    [Fact]
    public void Any_run_of_records_gives_edges_that_alternate_for_each_key()
    {
        const int Seed = 20261121;
        var random = new Random(Seed);
        var keys = new KeyStates(new KeyMap(Levels("KEY_1", "KEY_2", "KEY_3"), "KEY_ENTER"));
        ushort[] codes = [2, 3, 4, 28, 79];
        var down = new Dictionary<PanelKey, bool>();
        for (var i = 0; i < 20_000; i++)
        {
            var record = random.Next(20) switch
            {
                0 => new InputRecord(default, InputRecord.Syn, InputRecord.SynDropped, 0),
                < 6 => new InputRecord(default, InputRecord.Syn, InputRecord.SynReport, 0),
                _ => new InputRecord(default, InputRecord.Key, codes[random.Next(5)], random.Next(4)),
            };
            foreach (var edge in keys.Take(record, TimeSpan.FromTicks(i)).OfType<KeyEdge>())
            {
                var was = down.GetValueOrDefault(edge.Key);
                Assert.True(was != edge.Down, $"seed {Seed}, record {i}: {edge}");
                down[edge.Key] = edge.Down;
            }
        }
        foreach (var edge in keys.Release(default).OfType<KeyEdge>()) down[edge.Key] = edge.Down;
        Assert.DoesNotContain(true, down.Values);
    }

    [Fact]
    public void Key_names_are_the_kernels()
    {
        if (!File.Exists(KernelHeader)) Assert.Skip($"no {KernelHeader} here (Debian: linux-libc-dev)");
        var kernel = Regex.Matches(File.ReadAllText(KernelHeader), @"#define\s+(\w+)\s+(0x[0-9a-f]+|\d+)\b")
            .ToDictionary(m => m.Groups[1].Value, m => Convert.ToUInt16(m.Groups[2].Value,
                m.Groups[2].Value.StartsWith("0x", StringComparison.Ordinal) ? 16 : 10));
        foreach (var (name, code) in KeyNames.All) Assert.Equal((name, kernel[name]), (name, code));
        foreach (var name in new[] { "KEY_KPENTER", "KEY_F12", "KEY_F24", "KEY_Z", "KEY_KP0", "BTN_9" })
            Assert.Contains(name, KeyNames.All.Keys);
    }

    private static Dictionary<string, LevelCode> Levels(params string[] names) =>
        names.Index().ToDictionary(n => n.Item, n => PanelRig.Levels[n.Index]);
}
