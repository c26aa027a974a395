using RatingDevice.Firmware.Options;
using RatingDevice.Hosting;

namespace RatingDevice.Tests.Options;

public sealed class DeviceOptionsTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void Three_lines_are_a_whole_file()
    {
        var options = Load();
        var counter = options.ForCounter();
        Assert.Equal(["very-satisfied", "satisfied", "fair", "dissatisfied"],
            counter.Levels.Select(l => l.ToString()));
        Assert.Equal((15, 3, 2, 0.03), (counter.Window.TotalSeconds, counter.Grace.TotalSeconds,
            counter.Thanks.TotalSeconds, counter.Debounce.TotalSeconds));
        Assert.Equal("127.0.0.1:1883", options.ForLink().Brokers.Single().ToString());
        Assert.Equal(("127.0.0.1", 8090), (options.ForTouch().Address, options.ForTouch().Port));
        Assert.Equal("非常满意", options.ForTouch().Levels[0].Zh);
    }

    [Theory]
    [InlineData("stack=borrowed", "stack is 'borrowed', which is not of the kind StackName (system or")]
    [InlineData("outlet=O 1", "outlet is 'O 1'; allowed is 1 to 32 of a-z, 0-9 and '-'")]
    [InlineData("counter:windowMs=999", "counter:windowMs is 999; allowed is 1000 to 120000 ms, default")]
    [InlineData("counter:graceMs=15001", "counter:graceMs is 15001; allowed is 0 to 15000 ms, default 3000.")]
    [InlineData("counter:levels:0:code=a", "counter:levels is 1 items; allowed is 2 to 6 levels")]
    [InlineData("touch:port=70000", "touch:port is 70000; allowed is 0 to 65535")]
    [InlineData("touch:enabled=false", "enable one of them")]
    [InlineData("inputEvents:enabled=true", "inputEvents:path: is missing")]
    [InlineData("gpioChip:enabled=true", "gpioChip:chip: is missing")]
    [InlineData("gpioChip:pull=left", "gpioChip:pull is 'left'; allowed is up, down or none")]
    [InlineData("gpioChip:kernelDebounceMs=51", "gpioChip:kernelDebounceMs is 51; allowed is 0 to 50 ms")]
    [InlineData("gpioChip:buzzerMs=5", "gpioChip:buzzerMs is 5; allowed is 10 to 1000 ms")]
    [InlineData("signOn:mostWrongPins=1", "signOn:mostWrongPins is 1; allowed is 2 to 10 PINs")]
    [InlineData("service:mostSeconds=901", "service:mostSeconds is 901; allowed is 60 to 900 s")]
    [InlineData("counter:stuckKeyMs=5000", "service:holdMs: is not below counter:stuckKeyMs")]
    [InlineData("cardReader:kind=keyboard", "cardReader:path: is missing")]
    [InlineData("link:brokers:0=host", "link:brokers:0: 'host' is not host:port")]
    [InlineData("link:brokers:0=host:0", "link:brokers:0: 'host:0' is not host:port")]
    [InlineData("link:backoffMostMs=500", "link:backoffMostMs: is below backoffFirstMs")]
    [InlineData("journal:mostPending=1", "journal:mostPending is 1; allowed is 100 to 100000000 entries")]
    [InlineData("health:statusEverySeconds=1", "health:statusEverySeconds is 1; allowed is 5 to 3600 s")]
    [InlineData("link:broker=a", "link:broker is not an option. Known here: link:brokers")]
    public void A_bad_value_is_named_with_its_range(string set, string says)
    {
        var refused = Assert.Throws<OptionsException>(() => Load(set));
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was started", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_stands_for_no_level_is_an_error()
    {
        var refused = Assert.Throws<OptionsException>(() => Load(
            "inputEvents:enabled=true", "inputEvents:path=/dev/x", "inputEvents:keys:KEY_1=great"));
        Assert.Contains("inputEvents:keys:KEY_1: 'great'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_of_a_chip_are_checked_against_the_levels_and_each_other()
    {
        string[] chip = ["gpioChip:enabled=true", "gpioChip:chip=/dev/gpiochip0"];
        Assert.Equal(5.0, Load(chip).ForGpioChip().Wiring.Debounce.TotalMilliseconds);
        Refused("gpioChip:keys:17: 'great' is not in counter:levels", "gpioChip:keys:17=great");
        Assert.Equal("5", Load(chip).ForGpioChip().SignOffKey);
        Assert.Null(Load([.. chip, "gpioChip:signOffKey="]).ForGpioChip().SignOffKey);
        Refused("line '17' is given two meanings", "gpioChip:buzzer=17");
        Refused("line '24' is given two meanings", "gpioChip:signOffKey=24");
        Refused("'fair' has two lines", "gpioChip:keys:1=fair", "gpioChip:keys:2=fair");

        void Refused(string says, params string[] set)
        {
            var refused = Assert.Throws<OptionsException>(() => Load([.. chip, .. set]));
            Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Sign_on_and_service_mode_come_from_their_sections()
    {
        var usual = Load().ForCounter();
        Assert.Equal((true, false, TimeSpan.FromHours(4)),
            (usual.SignOn.Open, usual.SignOn.PinKeys, usual.SignOn.Idle!.Value));
        Assert.Equal((5, 300), (usual.Service.Hold!.Value.TotalSeconds, usual.Service.Most.TotalSeconds));
        var other = Load("signOn:idleMinutes=0", "service:enabled=false", "signOn:open=false",
            "inputEvents:enabled=true", "inputEvents:path=/dev/x", "inputEvents:signOffKey=KEY_F1");
        Assert.Null(other.ForCounter().SignOn.Idle);
        Assert.Null(other.ForCounter().Service.Hold);
        Assert.False(other.ForTouch().OpenSignOn);
        Assert.Equal("KEY_F1", other.ForInputEvents().SignOffKey);
    }

    [Fact]
    public void Own_levels_replace_the_usual_ones()
    {
        var options = Load("counter:levels:0:code=good", "counter:levels:0:zh=好", "counter:levels:0:en=Good",
            "counter:levels:1:code=bad", "counter:levels:1:zh=差", "counter:levels:1:en=Bad");
        Assert.Equal(["good", "bad"], options.ForCounter().Levels.Select(l => l.ToString()));
    }

    [Fact]
    public void The_password_comes_from_a_file_and_a_missing_file_says_where_to_get_it()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "secret\n");
        Assert.Equal("secret", Load($"link:passwordFile={file}").ForLink().Password);
        File.Delete(file);
        var refused = Assert.Throws<OptionsException>(() => Load($"link:passwordFile={file}").ForLink());
        Assert.Contains("link:passwordFile", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("broker.bank.example:8883", "broker.bank.example:8883")]
    [InlineData("[fe80::1]:1883", "fe80::1:1883")]
    [InlineData(":1883", null)]
    [InlineData("host:99999", null)]
    [InlineData("host:-1", null)]
    public void A_broker_is_host_and_port(string text, string? address) =>
        Assert.Equal(address, BrokerLinkOptions.Address(text)?.ToString());

    [Fact]
    public void Every_option_has_a_meaning()
    {
        var text = new StringWriter();
        OptionsManual.Write<DeviceOptions>(text);
        var blocks = text.ToString().Split("\n\n").Skip(1);
        Assert.All(blocks, block => Assert.Matches(@"^\S+\n    \S.*\.\n", block));
    }

    public void Dispose() => File.Delete(_path);

    private DeviceOptions Load(params string[] set)
    {
        File.WriteAllText(_path, """{ "outlet": "o-1", "device": "d-1", "dataDirectory": "/tmp/d" }""");
        return OptionsFile.Load<DeviceOptions>(_path, set);
    }
}
