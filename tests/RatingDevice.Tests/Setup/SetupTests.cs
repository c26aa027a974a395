using RatingDevice.Firmware.Options;
using RatingDevice.Firmware.Setup;
using RatingDevice.Hosting;

namespace RatingDevice.Tests.Setup;

public sealed class SetupTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("setup-").FullName;
    private readonly StringWriter _said = new(), _complained = new();

    private string Options => Path.Combine(_home, "device.json");

    [Fact]
    public void Answers_become_an_options_file_that_the_device_takes()
    {
        Assert.Equal(0, Ask("o-1\nd-7\ncollector.branch:1884\n-\ngpio\npinctrl-bcm2711\n"));
        var options = OptionsFile.Load<DeviceOptions>(Options, []);
        Assert.Equal(("o-1", "d-7"), (options.Outlet, options.Device));
        Assert.Equal("pinctrl-bcm2711", options.GpioChip.Chip);
        Assert.Equal(["collector.branch:1884"], options.Link.Brokers);
        Assert.Equal((true, false), (options.GpioChip.Enabled, options.Touch.Enabled));
        Assert.Contains(File.ReadAllText(Options), _said.ToString(), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead,
            File.GetUnixFileMode(Options));
    }

    [Theory]
    [InlineData("O 1\no-1\nd-1\nc:1884\n-\ntouch\n", "outlet is 'O 1'; allowed is 1 to 32 of a-z")]
    [InlineData("o-1\nd-1\nnowhere\nc:1884\n-\ntouch\n", "'nowhere' is not host:port")]
    [InlineData("o-1\nd-1\nmqtt://c:1884\nc:1884\n-\nTouch\n", "'mqtt://c:1884' is not host:port")]
    [InlineData("o-1\nd-1\nc:1884,\nc:1884\n-\ntouch\n", "'' is not host:port")]
    [InlineData("o-1\nd-1\n::1:1884\n[::1]:1884, c:1885\n-\ntouch\n", "'::1:1884' is not host:port")]
    [InlineData("o-1\nd-1\nc:1884\n/no/such\n-\ntouch\n", "there is no file /no/such")]
    [InlineData("o-1\nd-1\nc:1884\n-\nbuttons\ntouch\n", "it is one of gpio, keypad and touch")]
    public void A_wrong_answer_is_asked_again(string answers, string why)
    {
        Assert.Equal(0, Ask(answers));
        Assert.Contains(why, _said.ToString(), StringComparison.Ordinal);
        Assert.Equal("o-1", OptionsFile.Load<DeviceOptions>(Options, []).Outlet);
    }

    [Fact]
    public void What_stands_there_is_offered_and_what_is_not_asked_stays()
    {
        File.WriteAllText(Options, """
            { "outlet": "o-9", "device": "d-9", "dataDirectory": "/data", "counter": { "windowMs": 20000 },
              "link": { "brokers": ["a:1", "b:2"] }, "touch": { "enabled": true, "port": 8123 } }
            """);
        Assert.Equal(0, Ask("\nd-10\n\n\n\n"));
        var options = OptionsFile.Load<DeviceOptions>(Options, []);
        Assert.Equal(("o-9", "d-10", "/data"), (options.Outlet, options.Device, options.DataDirectory));
        Assert.Equal((20_000, 8123), (options.Counter.WindowMs, options.Touch.Port));
        Assert.Equal(["a:1", "b:2"], options.Link.Brokers);
    }

    [Fact]
    public void An_end_before_the_last_answer_writes_nothing()
    {
        File.WriteAllText(Options, "{ \"outlet\": \"o-9\" }");
        Assert.Equal(2, Ask("o-1\nd-1\n"));
        Assert.Equal("{ \"outlet\": \"o-9\" }", File.ReadAllText(Options));
        Assert.Contains("Nothing was written.", _complained.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Flags_answer_without_questions_and_a_missing_one_is_named()
    {
        string[] flags = ["--yes", "--device", "d-1", "--broker", "c:1884", "--panel", "touch"];
        Assert.Equal(2, Ask("", flags));
        Assert.Contains("--outlet is missing", _complained.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(Options));
        Assert.Equal(0, Ask("", [.. flags, "--outlet", "o-1", "--data", "/data"]));
        Assert.Equal("/data", OptionsFile.Load<DeviceOptions>(Options, []).DataDirectory);
    }

    [Fact]
    public void A_wrong_flag_is_named_and_writes_nothing()
    {
        Assert.Equal(2, Ask("", "--yes", "--outlet", "o-1", "--device", "D 1"));
        Assert.Contains("--device: device is 'D 1'", _complained.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(Options));
    }

    [Fact]
    public void The_password_is_kept_where_the_service_may_read_it()
    {
        var carried = Path.Combine(_home, "d-1");
        File.WriteAllText(carried, "secret\n");
        Assert.Equal(0, Ask($"o-1\nd-1\nc:1884\n{carried}\ntouch\n"));
        var kept = Path.Combine(_home, "broker-password");
        Assert.Equal(kept, OptionsFile.Load<DeviceOptions>(Options, []).Link.PasswordFile);
        Assert.Equal("secret\n", File.ReadAllText(kept));
        Assert.True(File.GetUnixFileMode(kept).HasFlag(UnixFileMode.GroupRead));
        Assert.DoesNotContain("secret", _said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        var options = Path.Combine(_home, "no", "device.json");
        Assert.Equal(2, Ask("o-1\nd-1\nc:1884\n-\ntouch\n", "--options", options));
        Assert.Contains($"There is no folder {Path.Combine(_home, "no")}.", _complained.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void In_Chinese_a_wrong_answer_is_told_what_is_right_and_no_word_of_English()
    {
        Assert.Equal(0, Ask(
            "O 1\no-1\nd-1\nnowhere\nc:1884\n/no/such\n-\nbuttons\ntouch\n", "--language", "zh"));
        var said = _said.ToString();
        Assert.Contains("不可用：不合要求。应填：网点编号", said, StringComparison.Ordinal);
        Assert.Contains("不可用：不合要求。应填：采集服务地址（主机:端口", said, StringComparison.Ordinal);
        Assert.Contains("不可用：没有文件 /no/such", said, StringComparison.Ordinal);
        Assert.Contains("不可用：只能是 gpio、keypad 或 touch", said, StringComparison.Ordinal);
        Assert.DoesNotContain("allowed", said, StringComparison.Ordinal);
        Assert.DoesNotContain(" is not ", said, StringComparison.Ordinal);
    }

    [Fact]
    public void It_speaks_Chinese_to_who_does()
    {
        Assert.Equal(0, Ask("o-1\nd-1\nc:1884\n-\ntouch\n", "--language", "zh"));
        Assert.Contains("网点编号", _said.ToString(), StringComparison.Ordinal);
        Assert.Contains("已写入", _said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_JSON_is_left_alone()
    {
        File.WriteAllText(Options, "outlet = o-1");
        Assert.Equal(2, Ask("o-1\n"));
        Assert.Equal("outlet = o-1", File.ReadAllText(Options));
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private int Ask(string answers, params string[] flags)
    {
        var command = new SetupCommand(new StringReader(answers), _said, _complained, chinese: false).Make();
        string[] file = flags.Contains("--options") ? [] : ["--options", Options];
        return command.Parse([.. file, .. flags]).Invoke();
    }
}
