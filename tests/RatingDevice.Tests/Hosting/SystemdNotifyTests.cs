using RatingDevice.Hosting;
using RatingDevice.Tests.Health;

namespace RatingDevice.Tests.Hosting;

public sealed class SystemdNotifyTests
{
    [Theory, InlineData(false), InlineData(true)]
    public void Systemd_hears_all_four_words(bool isAbstract)
    {
        using var systemd = new NotifySocket(isAbstract);
        using var notify = systemd.Client(watchdogSeconds: 30);
        Assert.Equal(TimeSpan.FromSeconds(30), notify.Watchdog);
        notify.Ready();
        notify.Alive();
        notify.Status("serves 满意\nand more");
        notify.Stopping();
        Assert.Equal(["READY=1", "WATCHDOG=1", "STATUS=serves 满意 and more", "STOPPING=1"],
            Enumerable.Range(0, 4).Select(_ => systemd.Hear()));
    }

    [Fact]
    public void Without_systemd_nothing_happens()
    {
        foreach (var address in (string?[])[null, "", "/nowhere/notify", "@nobody-listens-here"])
        {
            using var notify = new SystemdNotify(address, TimeSpan.FromSeconds(1));
            notify.Ready();
            notify.Alive();
        }
    }

    [Fact]
    public void A_systemd_that_does_not_read_holds_nobody_up()
    {
        using var systemd = new NotifySocket();
        using var notify = systemd.Client();
        for (var i = 0; i < 10_000; i++) notify.Alive();
    }

    [Fact]
    public void A_systemd_that_goes_away_is_survived()
    {
        var systemd = new NotifySocket();
        using var notify = systemd.Client();
        systemd.Dispose();
        notify.Stopping();
        notify.Dispose();
        notify.Stopping();
    }
}
