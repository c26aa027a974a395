using FsCheck;
using FsCheck.Fluent;
using RatingDevice.Firmware.Capture;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Capture;

/// <summary>Whatever is pressed, typed, shown or ordered, and whenever writing fails: the journal is
/// legal.</summary>
public sealed class CounterProperties
{
    private static readonly CounterSettings Settings = CounterScript.Settings with
    {
        SignOn = new() { PinKeys = true, Idle = TimeSpan.FromMinutes(3) },
        Service = new() { Most = TimeSpan.FromSeconds(60) },
    };

    private static readonly string[] Words =
    [
        "press very-satisfied", "press satisfied", "press satisfied", "press fair", "press dissatisfied",
        "press very-satisfied", "key", "key", "invite", "invite a", "invite b", "card 1111", "card 2222",
        "card 3333", "on 7", "on 2002", "off", "service", "service", "ack 1000000", "order invite",
        "order cancel", "order pause", "order resume", "order sign-on", "order sign-off", "order release",
        "tick", "tick", "lost", "back",
    ];

    private static Gen<List<(string Word, double Pause, bool Fails)>> Scripts =>
        (from word in Gen.Elements(Words)
         from pause in Gen.Elements(0, 0.1, 0.5, 1.0, 2.5, 6.0, 20.0, 70.0)
         from bad in Gen.Choose(0, 12)
         select (word, pause, bad == 0)).ListOf().Select(l => l.ToList());

    [Fact]
    public void Any_sequence_leaves_a_legal_journal_in_which_every_press_is_found() =>
        Seeded.Check(Scripts, script =>
        {
            var (run, law, read, presses, up) = (Start(), new JournalLaw(), 0, 0, 0.0);
            foreach (var (word, pause, fails) in script)
            {
                up += pause;
                if (word.StartsWith("press", StringComparison.Ordinal)) presses++;
                var before = law.Ratings;
                var service = run.State.Service is not null;
                run.Play(FormattableString.Invariant($"{up} {(fails ? "fail " : "")}{word}"));
                for (; read < run.Written.Count; read++) law.Read(run.Written[read]);
                if (service && run.State.Service is not null) Assert.Equal(before, law.Ratings);
                Assert.False(run.State is { Service: not null, Invitation: not null });
                if (run.State.Outage is null) Assert.Equal(law.Teller, run.State.Teller);
                Assert.Equal(presses, law.Presses + JournalLaw.Held(run.State));
            }

            run.Stop(TimeSpan.FromSeconds(up + 1));
            for (; read < run.Written.Count; read++) law.Read(run.Written[read]);
            Assert.Null(run.State.Service);
        });

    [Fact]
    public void No_state_waits_for_a_moment_that_has_passed() => Seeded.Check(Scripts, script =>
    {
        var (run, up) = (Start(), 0.0);
        foreach (var (word, pause, _) in script)
        {
            run.Play(FormattableString.Invariant($"{up += pause} {word}"));
            if (run.NextDue is { } due) Assert.True(due > run.State.Up);
        }
    }, times: 300);

    // a clock that knows nothing calls no order too old
    private static CounterScript Start() =>
        new CounterScript(Settings) { Clock = ClockQuality.Unsynced }.Play("0 known");
}
