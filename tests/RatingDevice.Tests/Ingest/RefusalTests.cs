using RatingDevice.Collector.Verify;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Ingest;

public sealed class RefusalTests : IDisposable
{
    private readonly JournalScript _d1 = new();

    public static TheoryData<RefusalReason> Reasons => [.. Enum.GetValues<RefusalReason>()];

    public RefusalTests()
    {
        _d1.SignOn("1001");
        var invited = _d1.Invite();
        _d1.Rate(invited, "satisfied");
        _d1.Stray("fair");
        _d1.Stray("fair");
    }

    public void Dispose() => _d1.Dispose();

    [Theory, MemberData(nameof(Reasons))]
    public void Every_reason_is_given_kept_and_answered_and_nothing_else_suffers(RefusalReason reason)
    {
        var rig = new LoopRig().Start().Hear(_d1.Message(_d1.Batch(1, 3)));
        var (events, acks) = (rig.Committed.Count, rig.Intake.Acks.Count);
        var bad = RefusalCases.Provoke(reason, _d1);

        rig.Registry = RefusalCases.Registry(reason);
        rig.Hear(bad);
        rig.Registry = TestBranch.Registry;

        Assert.Equal(events, rig.Committed.Count);
        Assert.Equal(3, rig.Store.Journals().Single().Head);
        var kept = rig.Store.Quarantine(10);
        if (reason == RefusalReason.Gap)
        {
            Assert.Empty(kept);
            Assert.Equal((3L, _d1.HashOf(3), null), Answer(rig));
        }
        else
        {
            Assert.Equal((reason, bad.Payload.Length), (kept.Single().Reason, kept[0].Size));
            Assert.Equal(bad.Payload[..Math.Min(4096, bad.Payload.Length)].ToArray(), kept[0].Head.ToArray());
            Assert.NotEmpty(kept[0].Detail);
            if (rig.Intake.Acks.Count > acks) Assert.Equal(reason, Answer(rig).Refused);
        }

        rig.Hear(_d1.Message(_d1.BatchFrom(4)));
        Assert.Equal((_d1.Head, _d1.Hash, null), Answer(rig));
        Assert.True(Verification.Run(rig.Store, TestBranch.Registry).Ok);
        Assert.Equal(4, rig.Committed.Count);
    }

    [Theory, MemberData(nameof(Reasons))]
    public void A_device_is_told_where_the_journal_can_be_named(RefusalReason reason)
    {
        var rig = new LoopRig().Start().Hear(_d1.Message(_d1.Batch(1, 3)));
        rig.Registry = RefusalCases.Registry(reason);
        rig.Hear(RefusalCases.Provoke(reason, _d1));
        var nameless = reason is RefusalReason.TooLarge or RefusalReason.Empty or RefusalReason.BadTopic
            or RefusalReason.BadHeader;
        Assert.Equal(nameless ? 1 : 2, rig.Intake.Acks.Count);
    }

    [Theory]
    [InlineData('!')]
    [InlineData('B')] // the same 64 bytes in a second spelling, or other ones: neither is the signature
    public void A_signature_that_is_no_text_of_one_is_a_bad_signature(char last)
    {
        var header = BatchSignature.Sign(_d1.Header(1, 3), _d1.HashOf(3), _d1.Key);
        var payload = Batch.Write(header with { Sig = header.Sig[..^1] + last }, _d1.Lines(1, 3));
        var rig = new LoopRig().Start().Hear(_d1.Message(payload));
        Assert.Equal(RefusalReason.BadSignature, rig.Store.Quarantine(1).Single().Reason);
    }

    private static (long N, Digest Hash, RefusalReason? Refused) Answer(LoopRig rig) =>
        (rig.Intake.LastAck.N, rig.Intake.LastAck.Hash, rig.Intake.LastAck.Refused);
}
