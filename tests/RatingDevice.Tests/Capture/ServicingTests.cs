using RatingDevice.Firmware.Capture;
using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Capture;

public sealed class ServicingTests
{
    private const string Keys =
        "2 press very-satisfied; 3 press satisfied; 4 press fair; 5 press dissatisfied; ";

    private const string Yes = "press very-satisfied; ";

    [Fact]
    public void A_technician_tries_one_part_after_another_and_the_results_are_written()
    {
        var run = CounterScript.Of(
            $"1 service; {Keys}6 {Yes}7 {Yes}8 press dissatisfied; 9 ack 99; 10 order invite; 11 key");
        Assert.Equal(
            "service, test very-satisfied, test satisfied, test fair, test dissatisfied, Keys ok, "
            + "test very-satisfied, Lamps ok, test very-satisfied, Buzzer ok, "
            + "test dissatisfied, Display bad, "
            + "Link ok, Journal ok, service Done presses 7 refused 1", run.Story, ignoreCase: true);
        Assert.Equal(PanelMood.SignedOff, run.View.Mood);
    }

    [Fact]
    public void The_panel_is_told_what_is_tried_and_what_was_found()
    {
        var run = CounterScript.Of($"1 service; {Keys}5.5 tick");
        var tests = run.View.Tests!;
        Assert.Equal((PanelMood.Service, DevicePart.Lamps), (run.View.Mood, tests.Step));
        Assert.Equal([new ServiceResult(DevicePart.Keys, true)], tests.Results);
        Assert.True(LampLights.Blinks(run.View));
        Assert.Same(tests, run.Play("6 tick").View.Tests); // no panel draws the same twice
    }

    [Theory]
    [InlineData("1 invite; 2 service; 3 press fair", "invited, rated fair")]
    [InlineData("1 invite; 2 press fair; 3 service; 4 press satisfied",
        "invited, rated fair, rated satisfied was fair")]
    [InlineData("1 service; 2 service; 3 press fair", "service, service Done presses 0 refused 0, stray 1")]
    [InlineData("1 service; 2 key; 3 invite", "service, Keys bad, Lamps bad")]
    [InlineData("1 service; 2 order invite x; 3 order invite y; 301 tick",
        "service, service Limit presses 0 refused 2")]
    [InlineData("1 on 7; 2 service; 3 off; 4 press fair", "on 7, service, off 7, test fair")]
    public void It_begins_only_without_an_invitation_and_opens_none(string script, string story) =>
        Assert.Equal(story, CounterScript.Of(script).Story, ignoreCase: true);

    [Fact]
    public void It_ends_by_itself_whatever_is_done_in_it()
    {
        var run = CounterScript.Of("1 service");
        for (var i = 2; i < 299; i++) run.Play($"{i} press fair");
        Assert.Equal(TimeSpan.FromSeconds(301), run.NextDue);
        run.Play("302 press fair");
        Assert.EndsWith("service Limit presses 297 refused 0, stray 1", run.Story, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_that_are_played_with_do_not_fill_the_journal()
    {
        var run = CounterScript.Of("1 service");
        for (var i = 0; i < 400; i++) run.Play($"{2 + (i * 0.1)} press fair");
        Assert.Equal(ServiceRun.MostPresses, run.Written.OfType<Test>().Count());
        Assert.Null(run.State.Service);
    }

    [Fact]
    public void Strays_held_back_are_written_before_it_begins()
    {
        var run = new CounterScript();
        for (var i = 0; i < 70; i++) run.Play($"{1 + (i * 0.1)} press fair");
        run.Play("10 service; 70 tick; 75 press fair");
        Assert.EndsWith("stray 1, stray 10, service, test fair", run.Story, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_does_not_answer_is_bad_after_its_time()
    {
        var run = CounterScript.Of($"1 service; {Keys}6 {Yes}7 {Yes}8 {Yes}9 ack 3; 23 tick");
        Assert.EndsWith("Link bad, Journal ok", run.Story, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(TimeSpan.FromSeconds(23), run.Written[^1].Up);
    }

    [Fact]
    public void A_card_tries_the_reader_once_and_signs_nobody_on()
    {
        var run = CounterScript.Of("0 known; 1 service; 2 card 1111; 5 card 1111");
        Assert.Equal("service, Reader ok", run.Story, ignoreCase: true);
        Assert.Null(run.State.Teller);
    }

    [Fact]
    public void A_stop_or_a_journal_that_fails_ends_it_and_presses_that_were_not_kept_are_missing()
    {
        var stopped = CounterScript.Of("1 service; 2 press fair");
        stopped.Stop(TimeSpan.FromSeconds(3));
        Assert.EndsWith("service Stopped presses 1 refused 0", stopped.Story, StringComparison.Ordinal);
        var failed = CounterScript.Of("1 service; 2 fail press fair; 2.5 press fair; 5 tick");
        Assert.Contains("service Fault presses 0", failed.Story, StringComparison.Ordinal);
        Assert.EndsWith("ended missed 2", failed.Story, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_outer_keys_and_then_the_tellers_key_ask_for_it_after_their_time()
    {
        var hold = new ServiceHold(CounterScript.Settings.Levels, TimeSpan.FromSeconds(5));
        hold = hold.Next(Edge(First, 1)).Next(Edge(Last, 2));
        Assert.Null(hold.NextDue);
        Assert.True(hold.Covers(PanelKey.Invite));
        hold = hold.Next(Edge(PanelKey.Invite, 3));
        Assert.Equal(TimeSpan.FromSeconds(8), hold.NextDue);
        Assert.False(Asked(hold, 7.9));
        Assert.True(Asked(hold, 8));
        hold = hold.At(TimeSpan.FromSeconds(8), out _);
        Assert.False(Asked(hold, 9)); // once for each time they are held
        hold = hold.Next(Edge(Last, 10, down: false)).Next(Edge(Last, 11));
        Assert.Null(hold.NextDue); // the teller's key is pressed anew for another
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void The_tellers_key_alone_or_first_invites_as_ever(bool first, bool last)
    {
        var hold = new ServiceHold(CounterScript.Settings.Levels, TimeSpan.FromSeconds(5));
        hold = hold.Next(Edge(PanelKey.Invite, 1));
        if (first) hold = hold.Next(Edge(First, 2));
        if (last) hold = hold.Next(Edge(Last, 2));
        Assert.False(hold.Covers(PanelKey.Invite));
        Assert.Null(hold.Next(Edge(First, 3)).Next(Edge(Last, 3)).NextDue);
        var off = new ServiceHold(CounterScript.Settings.Levels, null);
        Assert.False(off.Next(Edge(First, 1)).Next(Edge(Last, 1)).Covers(PanelKey.Invite));
    }

    private static PanelKey First => new(CounterScript.Settings.Levels[0]);

    private static PanelKey Last => new(CounterScript.Settings.Levels[^1]);

    private static KeyEdge Edge(PanelKey key, double seconds, bool down = true) =>
        new(key, down, TimeSpan.FromSeconds(seconds));

    private static bool Asked(ServiceHold hold, double seconds)
    {
        hold.At(TimeSpan.FromSeconds(seconds), out var asked);
        return asked;
    }
}
