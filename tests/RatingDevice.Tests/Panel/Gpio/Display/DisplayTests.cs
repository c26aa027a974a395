using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.Gpio.Display;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Panel.Gpio.Display;

public sealed class DisplayTests : IDisposable
{
    private static readonly TellerId Teller = TellerId.Parse("1001");

    private static readonly PanelView Invited = new(PanelMood.Invited, Teller),
        Thanks = new(PanelMood.Thanks, Teller);

    private readonly string _home = Directory.CreateTempSubdirectory("display-").FullName;

    [Fact]
    public async Task An_lcd_shows_teller_stars_and_state()
    {
        var bus = new PlayedBus();
        await using var panel = Panel(bus, Settings(rows: 2));
        await using var run = new PanelRun(panel);
        panel.Show(Invited);
        await ShowsAsync(bus, 0, "Teller 1001 *** ");
        await ShowsAsync(bus, 1, "Please rate us  ");
        panel.Show(new PanelView(PanelMood.SignedOff));
        await ShowsAsync(bus, 1, "Position closed ");
        await ShowsAsync(bus, 0, new string(' ', 16));
    }

    [Fact]
    public async Task A_display_that_does_not_answer_is_a_fault_until_it_shows_the_newest_view()
    {
        var bus = new PlayedBus { There = false };
        await using var panel = Panel(bus, Settings(rows: 2));
        await using var run = new PanelRun(panel);
        panel.Show(Invited);
        await run.FaultAsync(FaultCode.OutputLost, raised: true);
        panel.Show(Thanks);
        bus.There = true;
        await run.FaultAsync(FaultCode.OutputLost, raised: false);
        await ShowsAsync(bus, 1, "Thank you       ");
    }

    [Fact]
    public void Service_mode_shows_what_to_do_and_a_letter_for_each_result()
    {
        var view = new PanelView(PanelMood.Service, Teller)
        {
            Tests = new(DevicePart.Buzzer, [],
                [new(DevicePart.Keys, true), new(DevicePart.Lamps, false), new(DevicePart.Reader, true)]),
        };
        foreach (var chinese in new[] { false, true })
        {
            var text = DisplayText.Of(view, chinese, Settings().Stars, '*');
            Assert.Equal("KlR", text.Teller);
            Assert.True(text.State.Length is > 0 and <= 16, text.State);
            Assert.All(text.State, c => Assert.Contains(c, DisplayText.Characters));
        }
    }

    [Fact]
    public async Task A_dot_display_is_sent_the_whole_picture()
    {
        var bus = new PlayedBus();
        await using var panel = Panel(bus, Settings());
        await using var run = new PanelRun(panel);
        panel.Show(Thanks);
        var picture = OledScreen.Draw(Thanks, Settings(), DotFont.BuiltIn()).Bytes.ToArray();
        await Eventually.TrueAsync(() => bus.Sent.Any(s => s[0] == 0x40 && s[1..].SequenceEqual(picture)),
            "the picture is sent");
        Assert.Contains(picture, b => b != 0);
    }

    [Fact]
    public void Chinese_comes_from_a_font_file_and_is_legible()
    {
        var one = "0180" + string.Concat(Enumerable.Repeat("0000", 14)) + "8001";
        var file = Font($"5458:{one}\n8C22:{one}\n0031:{new string('F', 32)}\nno line\n1F600:00\n");
        var font = DotFont.Read(file, DisplayText.Characters);
        Assert.Equal(16, font['谢'].Width);
        Assert.Equal([0x0180, 0x8001], new[] { font['谢'].Rows[0], font['谢'].Rows[15] });
        Assert.False(font.Has('欢'));
        var frame = OledScreen.Draw(Thanks, Settings() with { Chinese = true, Font = file }, font);
        // 谢 in double size at row 28: its topmost dots are the middle two, its lowest the corners
        Assert.True(frame[14, 28] && frame[17, 29] && !frame[13, 28] && frame[0, 58] && frame[31, 59]);
    }

    [Theory]
    [InlineData("nothing of a font\n")]
    [InlineData("8C22:00\n")]
    [InlineData("")]
    public void A_file_that_is_no_font_is_refused(string content) => Assert.Throws<IOException>(
        () => DotFont.Read(Font(content), DisplayText.Characters));

    [Fact]
    public void What_a_display_says_fits_and_never_names_a_key()
    {
        var font = DotFont.BuiltIn();
        foreach (var mood in Enum.GetValues<PanelMood>())
        {
            var text = DisplayText.Of(new PanelView(mood, Teller), false, Settings().Stars, '*');
            Assert.All(text.Lines(4, 20), l => Assert.Equal(20, l.Length));
            Assert.InRange(text.State.Length, 1, 16);
            Assert.InRange(DotFrame.Measure(text.State, font), 1, DotFrame.Width);
            var zh = DisplayText.Of(new PanelView(mood, Teller), true, Settings().Stars, '★');
            Assert.InRange(zh.State.Length * 16, 16, DotFrame.Width);
            Assert.All(zh.State + zh.Teller, c => Assert.Contains(c, DisplayText.Characters));
        }
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private static Task ShowsAsync(PlayedBus bus, int row, string line) => Eventually.TrueAsync(
        () => PlayedLcd.Row(bus, row, 16) == line, $"row {row} shows '{line}'");

    private static DisplaySettings Settings(int rows = 0) => new(
        1, 0x27, rows, 16, false, null, new Dictionary<TellerId, int> { [Teller] = 3 });

    private static DisplayPanel Panel(PlayedBus bus, DisplaySettings settings) =>
        new(settings, PanelRig.HurriedClock(), NullLogger.Instance, () => bus);

    private string Font(string content)
    {
        var file = Path.Combine(_home, "font.hex");
        File.WriteAllText(file, content);
        return file;
    }
}
