using RatingDevice.Firmware.Capture;
using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Capture;

public sealed class StuckKeysTests
{
    private static readonly PanelKey Fair = new(LevelCode.Parse("fair")), Invite = PanelKey.Invite;

    private readonly List<string> _told = [];
    private StuckKeys _keys = new(TimeSpan.FromSeconds(30));

    [Fact]
    public void A_key_held_to_the_limit_is_told_once_and_when_it_is_let_go_for_good()
    {
        Edge(Fair, true, 10);
        At(39.999);
        Assert.Empty(_told);
        Assert.Equal(TimeSpan.FromSeconds(40), _keys.NextDue);
        At(40);
        At(100);
        Assert.Equal(["raised: key fair has been down for 30 s; it is not believed until let go"], _told);
        Assert.Null(_keys.NextDue);
        Edge(Fair, false, 100);
        Assert.True(_keys.Distrusts(Fair));
        At(101);
        Assert.Equal("ended: key fair is let go; 0 presses of it were not believed", _told[^1]);
        Assert.False(_keys.Distrusts(Fair));
    }

    [Fact]
    public void A_stuck_key_that_chatters_is_not_believed_until_it_is_calm_and_its_presses_are_counted()
    {
        Edge(Fair, true, 0);
        At(30);
        for (var t = 31.0; t < 35; t += 0.9)
        {
            Edge(Fair, false, t);
            Edge(Fair, true, t + 0.4);
        }

        Edge(Fair, false, 35.2);
        Edge(Fair, true, 36.3); // calm for 1.1 s before: a customer
        Assert.Equal(2, _told.Count);
        Assert.Equal("ended: key fair is let go; 5 presses of it were not believed", _told[1]);
        Assert.False(_keys.Distrusts(Fair));
    }

    [Fact]
    public void Presses_however_many_are_not_stuck_and_no_key_is_stuck_for_another()
    {
        for (var t = 0; t < 120; t++)
        {
            Edge(Fair, true, t);
            Edge(Fair, false, t + 0.5);
        }

        Assert.Empty(_told);
        Edge(Invite, true, 120);
        At(150);
        Assert.True(_keys.Distrusts(Invite));
        Assert.False(_keys.Distrusts(Fair));
        Assert.Contains("key invite", _told.Single());
    }

    [Fact]
    public void The_fault_lasts_until_the_last_of_several_stuck_keys_is_let_go()
    {
        Edge(Fair, true, 0);
        Edge(Invite, true, 1);
        At(40);
        Edge(Fair, false, 41);
        At(60);
        Assert.Single(_told);
        Edge(Invite, false, 61);
        At(62);
        Assert.Equal(2, _told.Count);
    }

    [Fact]
    public void A_bounce_does_not_start_the_time_anew_when_its_release_is_lost()
    {
        Edge(Fair, true, 0);
        Edge(Fair, true, 20);
        At(30);
        Assert.Single(_told);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));

    private void Edge(PanelKey key, bool down, double at)
    {
        At(at);
        _keys = _keys.Next(new KeyEdge(key, down, Seconds(at)), ignored: down && _keys.Distrusts(key));
    }

    private void At(double at)
    {
        _keys = _keys.At(Seconds(at), out var news);
        if (news is null) return;
        Assert.Equal(FaultCode.KeyStuck, news.Code);
        _told.Add($"{(news.Raised ? "raised" : "ended")}: {news.Detail}");
    }
}
