using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Capture;

public sealed class CounterTests
{
    [Theory]
    [InlineData("1 on 7; 2 invite a-1; 4 press fair", "on 7, invited a-1, rated fair", "Thanks")]
    [InlineData("1 invite; 4 press fair", "invited, rated fair", "Thanks")]
    [InlineData("1 on 7; 2 invite; 16.9 press fair", "on 7, invited, rated fair", "Thanks")]
    [InlineData("1 on 7; 2 invite; 17 press fair", "on 7, invited, unrated TimedOut, stray 1", "Idle")]
    [InlineData("1 on 7; 2 invite; 30 tick", "on 7, invited, unrated TimedOut", "Idle")]
    [InlineData("1 press fair", "stray 1", "SignedOff")]
    [InlineData("1 on 7; 2 press fair", "on 7, stray 1", "Idle")]
    [InlineData("1 invite; 2 press fair; 4.9 press satisfied",
        "invited, rated fair, rated Satisfied was fair", "Thanks")]
    [InlineData("1 invite; 2 press fair; 5 press satisfied", "invited, rated fair, stray 1", "Thanks")]
    [InlineData("1 invite; 2 press fair; 3 press fair", "invited, rated fair, stray 1", "Thanks")]
    [InlineData("1 invite; 2 press fair; 7 tick", "invited, rated fair", "SignedOff")]
    [InlineData("1 invite; 2 press fair; 3 invite; 4 press satisfied",
        "invited, rated fair, invited, rated satisfied", "Thanks")]
    [InlineData("1 invite a-1; 2 invite; 3 invite a-1", "invited a-1", "Invited")]
    [InlineData("1 invite a-1; 2 invite a-2", "invited a-1, unrated Cancelled, invited a-2", "Invited")]
    [InlineData("1 on 7; 2 invite; 3 on 8", "on 7, invited, unrated TellerChanged, off 7, on 8", "Idle")]
    [InlineData("1 on 7; 2 invite; 3 off", "on 7, invited, unrated TellerChanged, off 7", "SignedOff")]
    [InlineData("1 on 7; 2 on 7; 3 off; 4 off", "on 7, off 7", "SignedOff")]
    [InlineData("1 on 7; 2 invite; 3 press fair; 4 on 8; 5 press satisfied",
        "on 7, invited, rated fair, off 7, on 8, rated satisfied was fair", "Thanks")]
    [InlineData("1 lost; 2 lost; 3 back; 4 back", "PanelLost raised, PanelLost ended missed 0", "SignedOff")]
    public void A_counter_writes_and_shows(string script, string story, string mood)
    {
        var run = CounterScript.Of(script);
        Assert.Equal((story, mood), (run.Story, run.View.Mood.ToString()), Loosely);
    }

    [Theory]
    [InlineData("1 order invite", "invited", "Invited")]
    [InlineData("1 order invite x; 2 order cancel y", "invited, unrated Cancelled", "SignedOff")]
    [InlineData("1 order invite x; 2 order cancel y; 3 order invite x",
        "invited, unrated Cancelled", "SignedOff")]
    [InlineData("1 invite; 2 order pause; 3 invite; 4 press fair",
        "invited, unrated Cancelled, stray 1", "Paused")]
    [InlineData("1 order pause; 2 order resume; 3 invite", "invited", "Invited")]
    [InlineData("1 order sign-on", "on 2002", "Idle")]
    [InlineData("1 on 7; 2 order sign-off", "on 7, off 7", "SignedOff")]
    [InlineData("1 order identify", "", "Identify")]
    [InlineData("1 order identify; 11 tick", "", "SignedOff")]
    [InlineData("1 order identify; 2 invite", "invited", "Invited")]
    [InlineData("20 order invite", "invited", "Invited")]
    [InlineData("20.1 order invite", "", "SignedOff")]
    public void A_command_is_done_once_and_in_time(string script, string story, string mood)
    {
        var run = CounterScript.Of(script);
        Assert.Equal((story, mood), (run.Story, run.View.Mood.ToString()), Loosely);
    }

    [Fact]
    public void A_clock_that_knows_nothing_calls_no_command_too_old()
    {
        var run = new CounterScript { Clock = ClockQuality.Unsynced };
        Assert.Equal("invited", run.Play("500 order invite").Story);
    }

    [Fact]
    public void The_last_64_commands_are_remembered()
    {
        var run = new CounterScript();
        for (var i = 0; i < 65; i++) run.Play($"1 order resume c-{i}");
        Assert.Equal(64, run.State.Seen.Count());
        Assert.DoesNotContain(CommandId.Parse("c-0"), run.State.Seen);
        Assert.Contains(CommandId.Parse("c-64"), run.State.Seen);
    }

    [Fact]
    public void A_rating_names_its_invitation_and_the_rating_it_replaces()
    {
        var run = CounterScript.Of("1 on 7; 2 invite a-1; 4 press fair; 5.5 press satisfied; 7 press fair");
        var (first, second, third) =
            ((Rated)run.Written[2], (Rated)run.Written[3], (Rated)run.Written[4]);
        Assert.Equal((2L, null, null), (first.Invited, first.Replaces, first.Was));
        Assert.Equal((2L, 3L, "fair"), (second.Invited, second.Replaces, second.Was.ToString()));
        Assert.Equal((2L, 4L, "satisfied"), (third.Invited, third.Replaces, third.Was.ToString()));
        Assert.Equal(TimeSpan.FromSeconds(3.5), second.After);
        foreach (var r in (Rated[])[first, second, third])
            Assert.Equal(("7", "a-1"), (r.Teller.ToString(), r.Service.ToString()));
    }

    [Fact]
    public void Up_minus_after_is_the_moment_of_the_invitation_however_it_ends()
    {
        var run = CounterScript.Of(
            "2 invite a-1; 30 tick; 40 invite a-2; 41 invite a-3; 50 press fair; 51 press satisfied");
        var invited = run.Written.OfType<Invited>().ToDictionary(i => i.Service!.Value, i => i.Up);
        foreach (var r in run.Written.OfType<Rated>())
            Assert.Equal(invited[r.Service!.Value], r.Up - r.After);
        foreach (var u in run.Written.OfType<Unrated>())
            Assert.Equal(invited[u.Service!.Value], u.Up - u.After);
    }

    [Fact]
    public void A_child_playing_with_the_keys_writes_sixty_lines_a_minute_and_every_press_is_counted()
    {
        var run = new CounterScript();
        for (var i = 0; i < 500; i++) run.Play($"{100 + (i / 10.0)} press fair");
        Assert.Equal(60, run.Written.Count);
        run.Play("160 tick");
        Assert.Equal(61, run.Written.Count);
        Assert.Equal(500, run.Written.OfType<Stray>().Sum(s => s.Count));
        run.Play("161 press fair");
        Assert.Equal(62, run.Written.Count);
    }

    [Fact]
    public void Held_strays_are_written_under_the_teller_they_happened_to()
    {
        var run = CounterScript.Of("1 on 7");
        for (var i = 0; i < 70; i++) run.Play("2 press fair");
        run.Play("3 on 8");
        Assert.EndsWith("stray 10, off 7, on 8", run.Story);
    }

    [Fact]
    public void Time_never_goes_back_along_the_journal()
    {
        var run = CounterScript.Of("1 invite");
        for (var i = 0; i < 70; i++) run.Play($"{2 + (i * 0.001)} press fair");
        run.Play("3 invite; 500 tick; 499 press fair; 498 invite");
        var ups = run.Written.Select(e => e.Up).ToList();
        Assert.Equal(ups.Order(), ups);
    }

    [Fact]
    public void A_stop_in_good_order_leaves_nothing_open_or_held()
    {
        var run = CounterScript.Of("1 invite; 2 press fair");
        for (var i = 0; i < 61; i++) run.Play("20 press fair");
        run.Play("21 invite");
        run.Stop(TimeSpan.FromSeconds(22));
        Assert.EndsWith("invited, unrated Restarted, stray 1", run.Story);
    }

    [Fact]
    public void Thanks_says_how_long_and_whether_it_may_be_changed()
    {
        var run = CounterScript.Of("1 invite a-1; 2 press fair");
        Assert.Equal((true, TimeSpan.FromSeconds(7)), (run.View.CanChange, run.View.Until!.Value));
        run.Play("5 tick");
        Assert.Equal((PanelMood.Thanks, false), (run.View.Mood, run.View.CanChange));
    }

    private static bool Loosely((string, string) a, (string, string) b) =>
        a.Item1.Equals(b.Item1, StringComparison.OrdinalIgnoreCase) && a.Item2 == b.Item2;
}
