using System.Globalization;
using RatingDevice.Firmware.Capture;
using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Capture;

/// <summary>
/// Plays a counter from a line of text, "12.5 press fair; 13 invite a-1", seconds first, and says what it
/// wrote and shows. "fail" before a word lets the journal refuse that one.
/// </summary>
internal sealed class CounterScript
{
    public static readonly CounterSettings Settings = new(
        [.. new[] { "very-satisfied", "satisfied", "fair", "dissatisfied" }.Select(LevelCode.Parse)],
        Window: TimeSpan.FromSeconds(15),
        Grace: TimeSpan.FromSeconds(3),
        Thanks: TimeSpan.FromSeconds(5),
        Debounce: TimeSpan.FromMilliseconds(30));

    private readonly Counter _counter;
    private int _orders;
    private readonly DateTimeOffset _wall = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    public CounterScript(CounterSettings? settings = null)
    {
        _counter = new(settings ?? Settings);
    }

    public CounterState State { get; private set; } = new() { Head = 0, Up = TimeSpan.Zero };

    public TimeSpan? NextDue => _counter.NextDue(State);

    public List<Entry> Written { get; } = [];

    public PanelView View => CounterView.Of(State);

    public ClockQuality Clock { get; set; } = ClockQuality.Synced;

    public static CounterScript Of(string script, CounterSettings? settings = null)
    {
        var run = new CounterScript(settings);
        run.Play(script);
        return run;
    }

    public CounterScript Play(string script)
    {
        foreach (var step in script.Split(';', StringSplitOptions.TrimEntries))
        {
            var words = step.Split(' ').ToList();
            var up = TimeSpan.FromSeconds(double.Parse(words[0], CultureInfo.InvariantCulture));
            var fails = words.Remove("fail");
            var code = words.Remove("full") ? FaultCode.JournalFull : FaultCode.JournalWrite;
            Take(Input(words[1..], up), fails, code);
        }

        return this;
    }

    public void Take(CounterInput input, bool fails = false, FaultCode code = FaultCode.JournalWrite)
    {
        var step = _counter.Next(State, input);
        if (fails && step.Entries.Count > 0)
        {
            State = Counter.Fail(State, input, code);
            return;
        }

        Written.AddRange(step.Entries);
        State = step.Next;
    }

    /// <summary>The collector lets a teller go.</summary>
    public void Release(TellerId teller, TimeSpan up) => Take(new Ordered(
        new Command
        {
            V = Limits.Version, Id = CommandId.Parse($"r-{_orders++}"), At = _wall,
            Ttl = TimeSpan.FromSeconds(20), Do = CommandVerb.Release, Teller = teller,
        },
        _wall, Clock, up));

    public void Stop(TimeSpan up)
    {
        var step = _counter.Stop(State, up);
        Written.AddRange(step.Entries);
        State = step.Next;
    }

    /// <summary>Teller 7 has card 1111 and PIN 12, which is the keys 1 and 2; 8 has card 2222.</summary>
    public static TellerKeys Tellers { get; } = new()
    {
        Salt = "salt", Rounds = 1,
        Tellers =
        [
            new TellerKey
            {
                Teller = TellerId.Parse("7"), Cards = [Of(SignOnProof.Card, "1111")],
                Pin = Of(SignOnProof.Pin, "12"),
            },
            new TellerKey { Teller = TellerId.Parse("8"), Cards = [Of(SignOnProof.Card, "2222")] },
        ],
    };

    private static Digest Of(SignOnProof with, string text) => TellerKeys.Of(with, text, "salt", 1);

    /// <summary>The entries in short, "invited a-1, rated fair".</summary>
    public string Story => string.Join(", ", Written.Select(Short));

    private CounterInput Input(List<string> words, TimeSpan up) =>
        (words[0], words.ElementAtOrDefault(1)) switch
    {
        ("press", { } level) => new KeyPressed(LevelCode.Parse(level), up),
        ("invite", var service) => new InviteAsked(
            service is null ? null : ServiceId.Parse(service), Trigger.Panel, up),
        ("key", _) => new InviteAsked(null, Trigger.Panel, up) { Key = true },
        ("card", { } number) => new ProofShown(SignOnProof.Card, new(number), up),
        ("pin", { } pin) => new ProofShown(SignOnProof.Pin, new(pin), up),
        ("known", _) => new TellersKnown(new TellerBook(Tellers), up),
        ("service", _) => new ServiceAsked(up),
        ("ack", { } n) => new AckSeen(long.Parse(n, CultureInfo.InvariantCulture), up),
        ("on", { } teller) => new SignOnAsked(TellerId.Parse(teller), Trigger.Panel, up),
        ("off", _) => new SignOffAsked(Trigger.Panel, up),
        ("tick", _) => new Tick(up),
        ("lost", _) => new FaultSeen(FaultCode.PanelLost, true, "unplugged", up),
        ("back", _) => new FaultSeen(FaultCode.PanelLost, false, "plugged in", up),
        ("order", { } verb) => Order(verb, words.ElementAtOrDefault(2), up),
        _ => throw new ArgumentException($"'{string.Join(' ', words)}' is no step"),
    };

    private Ordered Order(string verb, string? id, TimeSpan up) => new(
        new Command
        {
            V = Limits.Version,
            Id = CommandId.Parse(id ?? $"c-{up.TotalMilliseconds:0}"),
            At = _wall,
            Ttl = TimeSpan.FromSeconds(20),
            Do = Enum.Parse<CommandVerb>(verb.Replace("-", ""), ignoreCase: true),
            Teller = verb is "sign-on" or "release" ? TellerId.Parse("2002") : null,
        },
        _wall + up, Clock, up);

    private static string Short(Entry entry) => entry switch
    {
        SignOn on => $"on {on.Teller} {on.With}".TrimEnd(),
        SignOff off => $"off {off.Teller} {off.With}{off.Why}".TrimEnd(),
        SignOnRefused refused => $"refused {refused.With} {refused.Presses}".TrimEnd()
            + (refused.Locked is { } locked ? $" locked {locked.TotalSeconds}" : ""),
        ServiceMode { On: true } => "service",
        ServiceMode end => $"service {end.Why} presses {end.Presses} refused {end.Refused}",
        Check check => $"{check.Part} {(check.Ok ? "ok" : "bad")}",
        Test test => $"test {test.Level}",
        Invited invited => $"invited {invited.Service}".TrimEnd(),
        Rated { Was: { } was } rated => $"rated {rated.Level} was {was}",
        Rated rated => $"rated {rated.Level}",
        Unrated unrated => $"unrated {unrated.Reason}",
        Stray stray => $"stray {stray.Count}",
        Fault fault => $"{fault.Code} {(fault.Raised ? "raised" : $"ended missed {fault.Missed}")}",
        _ => entry.GetType().Name,
    };
}
