using RatingDevice.Collector.Ingest;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Simulation.Store;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Ingest;

public sealed class AdmissionTests : IDisposable
{
    private readonly FakeRatingStore _store = new();
    private readonly Feeder _feeder;
    private readonly JournalScript _d1 = new();

    public AdmissionTests()
    {
        _feeder = new Feeder(_store);
        _d1.SignOn("1001");
        _d1.Rate(_d1.Invite(), "satisfied");
    }

    public void Dispose()
    {
        _feeder.Dispose();
        _d1.Dispose();
    }

    [Fact]
    public void Lines_held_already_are_cut_off_and_the_rest_is_taken()
    {
        _feeder.Feed(_d1.Message(_d1.Batch(1, 2)));
        var accepted = Assert.IsType<Accepted>(_feeder.Judge(_d1.Message(_d1.BatchFrom(1))));
        Assert.Equal((3L, 4L), (accepted.Segment.First, accepted.Segment.Last));
        Assert.Equal(_d1.Lines(3, 2), accepted.Segment.Lines.ToArray());
        Assert.Equal([3L, 4L], accepted.Entries.Select(e => e.N));
    }

    [Fact]
    public void A_batch_wholly_held_is_held_wherever_it_lies()
    {
        _feeder.Feed(_d1.Message(_d1.Batch(1, 2)));
        _feeder.Feed(_d1.Message(_d1.Batch(3, 2)));
        for (var first = 1; first <= 4; first++)
            for (var count = 1; first + count <= 5; count++)
                Assert.IsType<AlreadyHeld>(_feeder.Judge(_d1.Message(_d1.Batch(first, count))));
    }

    [Fact]
    public void Every_byte_changed_is_refused_with_a_reason_or_says_the_same_in_the_header()
    {
        foreach (var (held, flip) in ((int, byte)[])[(0, 0x01), (0, 0x80), (2, 0x20), (4, 0x02)])
        {
            using var feeder = new Feeder(new FakeRatingStore());
            if (held > 0) feeder.Feed(_d1.Message(_d1.Batch(1, held)));
            var payload = _d1.BatchFrom(1);
            for (var i = 0; i < payload.Length; i++)
            {
                var altered = (byte[])payload.Clone();
                altered[i] ^= flip;
                var refused = feeder.Judge(_d1.Message(altered)) as Refused;
                Assert.True(
                    refused is { Detail.Length: > 0 } || SameHeader(payload, altered, i),
                    $"held {held}, byte {i} ^ {flip} was taken");
            }
        }
    }

    /// <summary>A change in the header that means the same: the name of a clock in capitals.</summary>
    private static bool SameHeader(byte[] payload, byte[] altered, int at)
    {
        var end = payload.AsSpan().IndexOf((byte)'\n');
        return at < end
            && WireText.TryReadHeader(payload.AsSpan(..end), out var before, out _)
            && WireText.TryReadHeader(altered.AsSpan(..end), out var after, out _)
            && before == after;
    }

    [Fact]
    public void A_pinned_key_that_fits_is_taken()
    {
        using var feeder = new Feeder(_store, TestBranch.With(Es256.Fingerprint(_d1.Key)));
        Assert.IsType<Accepted>(feeder.Judge(_d1.Message(_d1.BatchFrom(1))));
    }

    [Fact]
    public void A_line_signed_with_another_key_is_refused_also_when_chained_well()
    {
        using var thief = System.Security.Cryptography.ECDsa.Create(
            System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var header = BatchSignature.Sign(_d1.Header(1, 2), _d1.HashOf(2), thief);
        var verdict = _feeder.Judge(_d1.Message(Batch.Write(header, _d1.Lines(1, 2))));
        Assert.Equal(RefusalReason.BadSignature, Assert.IsType<Refused>(verdict).Reason);
    }

    [Fact]
    public void A_key_that_is_none_is_a_bad_opening()
    {
        using var other = new JournalScript("d-2");
        var line = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(other.Line(1))
            .Replace(other.PublicKey, "not-a-key", StringComparison.Ordinal));
        var header = BatchSignature.Sign(other.Header(1, 1), Digest.Of(line), other.Key);
        var verdict = _feeder.Judge(other.Message(Batch.Write(header, [.. line, (byte)'\n'])));
        Assert.Equal(RefusalReason.BadOpening, Assert.IsType<Refused>(verdict).Reason);
    }

    [Fact]
    public void A_kind_of_tomorrow_is_kept_as_evidence_and_not_counted()
    {
        var line = System.Text.Encoding.UTF8.GetString(_d1.Line(_d1.Stray("fair")))
            .Replace("\"stray\"", "\"hologram\"", StringComparison.Ordinal);
        using var later = new JournalScript();
        later.AddRaw(System.Text.Encoding.UTF8.GetBytes(line.Replace(
            _d1.HashOf(_d1.Head - 1).ToString(), later.Hash.ToString(), StringComparison.Ordinal)
            .Replace($"\"n\":{_d1.Head}", "\"n\":2", StringComparison.Ordinal)));
        var group = _feeder.Feed(later.Message(later.BatchFrom(1)));
        Assert.Empty(group.Events);
        Assert.Equal(2, group.Journals.Single().Head);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(1_000_000)]
    public void A_count_is_not_believed_before_the_lines_are_counted(int count)
    {
        var header = BatchSignature.Sign(_d1.Header(1, count), _d1.HashOf(2), _d1.Key);
        var verdict = _feeder.Judge(_d1.Message(Batch.Write(header, _d1.Lines(1, 2))));
        Assert.Equal(RefusalReason.BadCount, Assert.IsType<Refused>(verdict).Reason);
    }
}
