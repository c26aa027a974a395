using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.Store;
using RatingDevice.Tests.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Fleet;

public sealed class DoubleSignOnTests
{
    private static readonly DateTimeOffset Eight = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
    private readonly HandTime _time = new();
    private readonly FleetBook _book;
    private readonly List<string> _released = [];
    private readonly Releasing _releasing;

    public DoubleSignOnTests()
    {
        _book = new(TimeSpan.FromSeconds(90), _time);
        _releasing = new(_book, () => TestBranch.Registry, Release, _time, NullLogger<Releasing>.Instance);
    }

    [Fact]
    public void The_newest_sign_on_stands_and_the_counter_before_is_told_until_it_has_let_go()
    {
        Hear("d-1", "0071", Eight);
        Hear("d-2", "0071", Eight.AddMinutes(5));
        Hear("d-3", "1002", Eight);
        var twice = Assert.Single(Twice());
        Assert.Equal(["d-2", "d-1"], twice.At.Select(a => a.Post.Device.ToString()));
        _releasing.Look();
        _releasing.Look();
        Assert.Equal(["d-1 0071"], _released);
        _time.Move(TimeSpan.FromSeconds(11));
        _releasing.Look();
        Assert.Equal(["d-1 0071", "d-1 0071"], _released);
        Hear("d-1", null, null);
        _time.Move(TimeSpan.FromSeconds(11));
        _releasing.Look();
        Assert.Equal(2, _released.Count);
        Assert.Empty(Twice());
    }

    [Fact]
    public void Where_nobody_can_tell_which_is_newer_it_is_reported_and_nobody_is_signed_off()
    {
        Hear("d-1", "0071", Eight);
        Hear("d-2", "0071", null); // signed on before a restart, or a device of an older version
        Assert.Single(Twice());
        Hear("d-2", "0071", Eight.AddSeconds(1)); // too near: words travel
        Assert.Single(Twice());
        _releasing.Look();
        Assert.Empty(_released);
    }

    [Fact]
    public void A_counter_that_is_away_works_on_and_is_told_when_it_is_back()
    {
        Hear("d-1", "0071", Eight);
        Hear("d-1", "0071", Eight, LinkState.Lost);
        Hear("d-2", "0071", Eight.AddMinutes(5));
        Assert.Single(Twice());
        _releasing.Look();
        Assert.Empty(_released);
        Hear("d-1", "0071", Eight);
        _releasing.Look();
        Assert.Equal(["d-1 0071"], _released);
    }

    [Fact]
    public void A_device_that_was_switched_off_in_good_order_is_no_second_counter()
    {
        Hear("d-1", "0071", Eight, LinkState.Stopped);
        Hear("d-2", "0071", Eight.AddMinutes(5));
        Assert.Empty(Twice());
    }

    private IReadOnlyList<DoubleSignOn> Twice() => DoubleSignOn.Of(_book.Report(TestBranch.Registry, []));

    private void Hear(
        string device, string? teller, DateTimeOffset? since, LinkState state = LinkState.Online)
    {
        var said = new Status { V = 1, Session = 1, State = state };
        if (state != LinkState.Lost)
        {
            said = said with
            {
                Teller = teller is null ? null : TellerId.Parse(teller),
                SignedOnFor = _time.GetUtcNow() - since,
            };
        }

        _book.Hear(new(OutletId.Parse("o-1"), DeviceId.Parse(device), TopicKind.Status), said,
            TestBranch.Registry);
    }

    private bool Release(Post post, TellerId teller)
    {
        _released.Add($"{post.Device} {teller}");
        return true;
    }
}
