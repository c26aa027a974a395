using RatingDevice.Firmware.Capture;
using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Capture;

public sealed class SignOnTests
{
    private static readonly CounterSettings WithPins =
        CounterScript.Settings with { SignOn = new() { PinKeys = true } };

    [Theory]
    [InlineData("1 card 1111", "on 7 Card", "Idle")]
    [InlineData("1 card 1111; 2 card 1111", "on 7 Card", "Idle")] // it still lies on the reader
    [InlineData("1 card 1111; 4 card 1111", "on 7 Card, off 7 Card", "SignedOff")]
    [InlineData("1 card 1111; 4 card 2222", "on 7 Card, off 7 Card, on 8 Card", "Idle")]
    [InlineData("1 card 3333", "refused Card", "Refused")]
    [InlineData("1 card 3333; 4 tick", "refused Card", "SignedOff")]
    [InlineData("1 card 12", "refused Card", "Refused")] // a PIN is no card
    [InlineData("1 pin 1111", "refused Pin", "Refused")]
    [InlineData("1 pin 12", "on 7 Pin", "Idle")]
    [InlineData("1 card 1111; 4 invite; 5 card 2222",
        "on 7 Card, invited, unrated TellerChanged, off 7 Card, on 8 Card", "Idle")]
    public void A_card_or_a_pin_tells_who_comes_or_goes(string script, string story, string mood) =>
        Holds("0 known; " + script, story, mood, CounterScript.Settings);

    [Theory]
    [InlineData("1 key; 2 press very-satisfied; 3 press satisfied; 4 key", "on 7 Pin", "Idle")]
    [InlineData("1 key; 2 press very-satisfied; 3 press satisfied; 8 tick", "on 7 Pin", "Idle")]
    [InlineData("1 key; 2 press fair; 3 press satisfied; 4 key", "refused Pin 2", "Refused")]
    [InlineData("1 key; 2 tick", "", "Pin")]
    [InlineData("1 key; 2 key", "", "SignedOff")]
    [InlineData("1 key; 2 press fair; 3 invite; 4 press fair",
        "refused Pin 1, invited, rated fair", "Thanks")]
    [InlineData("1 key; 2 press fair; 3 order invite; 4 press fair",
        "refused Pin 1, invited, rated fair", "Thanks")]
    [InlineData("1 key; 2 press fair; 3 card 2222", "refused Pin 1, on 8 Card", "Idle")]
    [InlineData("1 key; 2 press fair; 3 off", "refused Pin 1", "SignedOff")] // taken back, no guess
    [InlineData("1 card 1111; 4 key; 5 press fair", "on 7 Card, invited, rated fair", "Thanks")]
    [InlineData("1 invite; 2 key; 3 press fair", "invited, rated fair", "Thanks")]
    [InlineData("1 invite; 2 press fair; 3 key; 4 press satisfied",
        "invited, rated fair, invited, rated satisfied", "Thanks")] // a mind may still be changed then
    public void A_pin_on_the_keys_is_typed_only_where_nobody_could_be_rating(
        string script, string story, string mood) => Holds("0 known; " + script, story, mood, WithPins);

    [Fact]
    public void Without_pins_the_tellers_key_invites_as_ever() =>
        Holds("1 key; 2 press fair", "invited, rated fair", "Thanks", WithPins);

    [Fact]
    public void After_three_wrong_pins_none_is_taken_for_a_while_that_doubles_and_a_card_is()
    {
        var run = CounterScript.Of("0 known; 1 pin 9; 4 pin 9; 7 pin 9; 10 pin 12; 13 pin 12; 38 pin 12");
        Assert.Equal("refused Pin, refused Pin, refused Pin locked 30, on 7 Pin", run.Story, true);
        run = CounterScript.Of("0 known; 1 pin 9; 4 pin 9; 7 pin 9; 40 pin 9; 43 pin 9; 46 pin 9");
        Assert.EndsWith("locked 60", run.Story, StringComparison.Ordinal);
        Assert.Equal("on 7 Card", run.Play("49 card 1111").Story.Split(", ")[^1]);
        // a success in between forgives nothing: it may be the guesser's own PIN
        run = CounterScript.Of("0 known; 1 pin 9; 4 pin 9; 7 pin 12; 10 pin 9");
        Assert.EndsWith("locked 30", run.Story, StringComparison.Ordinal);
    }

    [Fact]
    public void While_none_is_taken_the_keys_type_none_and_every_press_is_a_stray()
    {
        var run = CounterScript.Of("0 known; 1 pin 9; 4 pin 9; 7 pin 9; 10 key", WithPins);
        Assert.Equal(PanelMood.Refused, run.View.Mood);
        Assert.EndsWith("stray 1", run.Play("11 press fair").Story, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_is_written_or_shown_or_printed_tells_a_pin_or_a_card()
    {
        var run = CounterScript.Of(
            "0 known; 1 card 4711; 4 key; 5 press fair; 6 press dissatisfied", WithPins);
        Assert.DoesNotContain("34", $"{run.State.Typing} {run.View}", StringComparison.Ordinal);
        run.Play("7 key");
        Assert.All(run.Written, e => Assert.DoesNotContain(
            "dissatisfied", $"{e}", StringComparison.Ordinal));
        var shown = new ProofShown(SignOnProof.Card, new Secret("4711"), default);
        Assert.DoesNotContain("4711", $"{shown} {new PanelProof(shown.With, shown.Shown, default)}",
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 on 2002; 2 order release", "on 2002, off 2002 Elsewhere", "SignedOff")]
    [InlineData("1 on 7; 2 order release", "on 7", "Idle")]
    [InlineData("1 on 2002; 2 invite; 3 order release; 4 press fair; 5 press satisfied; 9 tick",
        "on 2002, invited, rated fair, rated Satisfied was fair, off 2002 Elsewhere", "Thanks")]
    [InlineData("1 on 2002; 2 invite; 3 order release; 20 tick",
        "on 2002, invited, unrated TimedOut, off 2002 Elsewhere", "SignedOff")]
    [InlineData("1 on 2002; 2 invite a; 3 order release; 4 invite b",
        "on 2002, invited a, unrated Cancelled, off 2002 Elsewhere, invited b", "Invited")]
    [InlineData("1 on 2002; 2 invite; 3 order release; 4 on 7; 5 invite; 6 press fair; 10 tick",
        "on 2002, invited, unrated TellerChanged, off 2002, on 7, invited, rated fair", "Thanks")]
    public void Who_has_signed_on_elsewhere_goes_without_cutting_a_turn_short(
        string script, string story, string mood) => Holds(script, story, mood, CounterScript.Settings);

    [Fact]
    public void A_teller_is_signed_off_when_nothing_has_happened_for_too_long()
    {
        var settings = CounterScript.Settings with { SignOn = new() { Idle = TimeSpan.FromMinutes(10) } };
        var run = CounterScript.Of("1 on 7; 100 invite; 101 press fair; 640 tick", settings);
        Assert.Equal(TimeSpan.FromSeconds(701), run.NextDue);
        run.Play("900 tick");
        Assert.EndsWith("off 7 Idle", run.Story, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(701), run.Written[^1].Up);
    }

    [Fact]
    public void A_card_shown_while_nothing_can_be_written_counts_from_then_on()
    {
        var run = CounterScript.Of("0 known; 1 fail card 1111");
        Assert.Equal((PanelMood.OutOfOrder, "7"), (run.View.Mood, run.State.TellerNow.ToString()));
        run.Play("5 tick");
        Assert.StartsWith("on 7 Card", run.Story, StringComparison.Ordinal);
    }

    [Fact]
    public void Presses_of_a_pin_that_could_not_be_written_are_missing()
    {
        var run = CounterScript.Of(
            "0 known; 1 key; 2 press fair; 3 press fair; 4 fail key; 6 tick", WithPins);
        Assert.EndsWith("ended missed 2", run.Story, StringComparison.Ordinal);
    }

    private static void Holds(string script, string story, string mood, CounterSettings settings)
    {
        var run = CounterScript.Of(script, settings);
        Assert.Equal(story, run.Story, ignoreCase: true);
        Assert.Equal(mood, run.View.Mood.ToString());
    }
}
