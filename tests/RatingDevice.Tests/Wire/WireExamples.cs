using System.Security.Cryptography;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Wire;

/// <summary>The examples of WIRE.md as values: one day of one device, one entry of each kind.</summary>
internal static class WireExamples
{
    internal static readonly DeviceId Device = DeviceId.Parse("d-0071");
    internal static readonly JournalId Journal = JournalId.Parse("7f3a9c0e51d84b62");
    internal static readonly BootId Boot = BootId.Parse("0b6f4c1e9a7d4d53a2b84f60c1d2e3f4");
    internal static readonly DateTimeOffset Began = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    private static readonly TellerId Teller = TellerId.Parse("0071");
    private static readonly ServiceId Ticket = ServiceId.Parse("a013");
    private static readonly LevelCode Satisfied = LevelCode.Parse("satisfied");
    private static readonly LevelCode Fair = LevelCode.Parse("fair");

    internal static readonly string[] LevelCodes = ["very-satisfied", "satisfied", "fair", "dissatisfied"];

    /// <summary>The entries before the journal gives them numbers; each with its moment in ms since
    /// boot.</summary>
    internal static IEnumerable<Entry> Drafts(string key) => Stamp(
        (9_000, new Opened { Journal = Journal, Device = Device, Key = key, Firmware = "0.1.0" }),
        (9_001, new Boot { Firmware = "0.1.0" }),
        (9_002, new Configured
        {
            Levels = [.. LevelCodes.Select(LevelCode.Parse)],
            Window = TimeSpan.FromSeconds(15), Grace = TimeSpan.FromSeconds(3),
        }),
        (12_000, new ClockChanged { Was = ClockQuality.Unsynced, Step = 1_795_219_188_000 }),
        (61_000, new SignOn { Teller = Teller, By = Trigger.Panel }),
        (90_000, new Invited { Teller = Teller, Service = Ticket, By = Trigger.CounterPc }),
        (93_125, new Rated
        {
            Teller = Teller, Service = Ticket, Invited = 6, Level = Fair,
            After = TimeSpan.FromMilliseconds(3_125), By = Trigger.CounterPc,
        }),
        (94_500, new Rated
        {
            Teller = Teller, Service = Ticket, Invited = 6, Level = Satisfied,
            After = TimeSpan.FromMilliseconds(4_500), By = Trigger.CounterPc, Replaces = 7, Was = Fair,
        }),
        (200_000, new Invited { Teller = Teller, By = Trigger.Panel }),
        (215_000, new Unrated
        {
            Teller = Teller, Invited = 9, After = TimeSpan.FromSeconds(15),
            By = Trigger.Panel, Reason = UnratedReason.TimedOut,
        }),
        (230_000, new Stray { Teller = Teller, Level = Satisfied, Count = 1 }),
        (300_000, new Fault
        {
            Code = FaultCode.JournalWrite, Raised = false, Missed = 2,
            Detail = "no space left for 41 s; written again",
        }),
        (400_000, new SignOff { Teller = Teller, By = Trigger.Panel }),
        (500_000, new Test { Level = Satisfied }));

    internal static BatchHeader Header(int count) => new()
    {
        V = 1, Journal = Journal, Device = Device, First = 1, Count = count,
        At = Began.AddMilliseconds(500_020), Boot = Boot, Up = TimeSpan.FromMilliseconds(500_020),
        Clock = ClockQuality.Synced, Alg = Es256.Algorithm, Sig = "",
    };

    /// <summary>Lines with their line feeds, numbered and chained; and the last line's digest.</summary>
    internal static (byte[] Lines, int Count, Digest Last) Chain(string key)
    {
        using var lines = new MemoryStream();
        var (last, n) = (Digest.Zero, 0);
        foreach (var draft in Drafts(key))
        {
            var line = WireText.Write(draft with { N = ++n, P = last });
            last = Digest.Of(line);
            lines.Write(line);
            lines.WriteByte((byte)'\n');
        }

        return (lines.ToArray(), n, last);
    }

    /// <summary>A whole signed batch, with a key made for it and thrown away.</summary>
    internal static byte[] SignedBatch()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (lines, count, last) = Chain(Es256.WriteKey(key));
        return Batch.Write(BatchSignature.Sign(Header(count), last, key), lines);
    }

    internal static readonly (string Name, byte[] Payload)[] Messages =
    [
        ("ack", WireText.Write(new Ack
        {
            V = 1, Journal = Journal, N = 14, Hash = Digest.Of("the last line"u8), At = Began.AddSeconds(501),
        })),
        ("ack-refused", WireText.Write(new Ack
        {
            V = 1, Journal = Journal, N = 0, Hash = Digest.Zero, At = Began.AddSeconds(501),
            Refused = RefusalReason.BadSignature,
        })),
        ("status", WireText.Write(new Status
        {
            V = 1, Session = 131_073, State = LinkState.Online, Journal = Journal, Head = 14, Acked = 12,
            Clock = ClockQuality.Synced, FreeDisk = 12_884_901_888, Faults = [FaultCode.PanelLost],
            Teller = Teller, Firmware = "0.1.0",
        })),
        ("status-faults", WireText.Write(new Status
        {
            V = 1, Session = 131_074, State = LinkState.Online, Journal = Journal, Head = 21, Acked = 21,
            Clock = ClockQuality.Synced, FreeDisk = 12_884_901_888,
            Faults = [FaultCode.KeyStuck, FaultCode.OutputLost], Firmware = "0.1.0",
        })),
        ("status-service", WireText.Write(new Status
        {
            V = 1, Session = 131_075, State = LinkState.Online, Journal = Journal, Head = 21, Acked = 21,
            Clock = ClockQuality.Synced, FreeDisk = 12_884_901_888, Teller = Teller, Firmware = "0.1.0",
            SignedOnFor = TimeSpan.FromSeconds(41), InService = true,
        })),
        ("status-will", WireText.Write(new Status { V = 1, Session = 131_073, State = LinkState.Lost })),
        ("command", WireText.Write(new Command
        {
            V = 1, Id = CommandId.Parse("5c1d9be0a4f2"), At = Began.AddSeconds(90),
            Ttl = TimeSpan.FromSeconds(5),
            Do = CommandVerb.Invite, Service = Ticket,
        })),
        ("command-sign-on", WireText.Write(new Command
        {
            V = 1, Id = CommandId.Parse("5c1d9be0a4f3"), At = Began.AddSeconds(60),
            Ttl = TimeSpan.FromSeconds(5),
            Do = CommandVerb.SignOn, Teller = Teller,
        })),
        ("command-release", WireText.Write(new Command
        {
            V = 1, Id = CommandId.Parse("5c1d9be0a4f4"), At = Began.AddSeconds(700),
            Ttl = TimeSpan.FromSeconds(10),
            Do = CommandVerb.Release, Teller = Teller,
        })),
    ];

    /// <summary>Lines of kinds and fields that came later, each by itself.</summary>
    internal static IEnumerable<Entry> Later => Stamp(
        (600_000, new SignOn { Teller = Teller, By = Trigger.Panel, With = SignOnProof.Card }),
        (610_000, new SignOnRefused
        {
            With = SignOnProof.Pin, Presses = 8, Locked = TimeSpan.FromSeconds(30),
        }),
        (620_000, new ServiceMode { On = true, Teller = Teller }),
        (621_000, new Test { Level = Satisfied }),
        (640_000, new Check { Part = DevicePart.Keys, Ok = false, Detail = "not seen: fair" }),
        (641_000, new Check { Part = DevicePart.Link, Ok = true }),
        (660_000, new ServiceMode
        {
            On = false, Teller = Teller, Why = ServiceEnd.Done, Presses = 1, Refused = 2,
        }),
        (700_000, new SignOff
        {
            Teller = Teller, By = Trigger.CounterPc, Why = SignOffReason.Elsewhere,
        })).Select((entry, i) => entry with { N = 15 + i });

    /// <summary>The key of the example's device: its private number is a digest, so that anyone has
    /// it.</summary>
    internal static ECDsa DeviceKey() => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256, D = Digest.Of("rating/v1 example"u8).ToBytes(),
    });

    /// <summary>What is in the example's box.</summary>
    internal static TellerKeys Keys { get; } = new()
    {
        Salt = "q0Zk3uYV1n7b2J5dXr8sTw", Rounds = 1000,
        Tellers =
        [
            new TellerKey
            {
                Teller = Teller,
                Cards = [TellerKeys.Of(SignOnProof.Card, "0012345678", "q0Zk3uYV1n7b2J5dXr8sTw", 1000)],
                Pin = TellerKeys.Of(SignOnProof.Pin, "21344132", "q0Zk3uYV1n7b2J5dXr8sTw", 1000),
            },
        ],
    };

    private static IEnumerable<Entry> Stamp(params (long Ms, Entry Entry)[] all) =>
        all.Select(d => d.Entry with
    {
        Boot = Boot,
        Up = TimeSpan.FromMilliseconds(d.Ms),
        At = d.Ms < 12_000 ? DateTimeOffset.UnixEpoch.AddMilliseconds(d.Ms) : Began.AddMilliseconds(d.Ms),
        Clock = d.Ms < 12_000 ? ClockQuality.Unsynced : ClockQuality.Synced,
    });
}
