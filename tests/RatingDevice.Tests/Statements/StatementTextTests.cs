using System.Security.Cryptography;
using System.Text;
using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Statements;

public sealed class StatementTextTests : IDisposable
{
    private readonly ChainScript _chain = new("o-1");

    public void Dispose() => _chain.Dispose();

    [Fact]
    public void What_travelled_is_read_as_it_was_written()
    {
        var first = _chain.Day("2026-11-20");
        foreach (var signed in new[] { first, _chain.Amend(first, 4), _chain.Month("2026-11", 4) })
        {
            var read = SignedStatement.Read(signed.ToBytes(), out var wrong);
            Assert.Equal("", wrong);
            Assert.Equal(signed.ToBytes(), read!.ToBytes());
            Assert.Equal(signed.Hash, read.Hash);
            using var key = Es256.TryReadKey(read.Envelope.Key)!;
            Assert.True(read.Envelope.Vouches(read.Hash, key));
        }

        var text = Encoding.UTF8.GetString(first.Body.Span);
        Assert.Contains("\"name\":\"王芳\"", text, StringComparison.Ordinal);
    }

    /// <summary>Every byte of a statement, turned into another: unreadable, or its signature does not
    /// fit.</summary>
    [Fact]
    public void No_byte_can_be_changed_unseen()
    {
        var signed = _chain.Day("2026-11-20");
        using var key = Es256.TryReadKey(signed.Envelope.Key)!;
        var bytes = signed.ToBytes();
        var from = bytes.Length - signed.Body.Length;
        for (var i = from; i < bytes.Length; i++)
        {
            var changed = (byte[])bytes.Clone();
            changed[i] ^= 1;
            var read = SignedStatement.Read(changed, out _);
            Assert.False(read is not null && read.Envelope.Vouches(read.Hash, key), $"byte {i}");
        }
    }

    [Theory]
    [InlineData("\"n\":1,", "\"n\":2,", "another statement")]
    [InlineData("\"v\":1,\"outlet\"", "\"v\":2,\"outlet\"", "version 2")]
    [InlineData("2026-11-20", "2026-11", "")]
    [InlineData("2026-11-20", "2026-13-20", "no day, month or quarter")]
    [InlineData("\"edition\":1", "\"edition\":2", "replaces")]
    [InlineData("\"rated\":3", "\"rated\":-3", "less than 0")]
    [InlineData("\"line\":\"teller\"", "\"line\":\"customer\"", "line 2")]
    [InlineData("}\n", "}", "no end")]
    public void What_is_no_statement_is_refused_with_a_sentence(string part, string other, string says)
    {
        var body = Encoding.UTF8.GetString(_chain.Day("2026-11-20").ToBytes());
        var at = body.LastIndexOf(part, StringComparison.Ordinal);
        var changed = Encoding.UTF8.GetBytes(body.Remove(at, part.Length).Insert(at, other));
        var read = SignedStatement.Read(changed, out var wrong);
        Assert.Equal(says.Length == 0, read is not null);
        Assert.Contains(says, wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void A_receipt_vouches_for_one_statement_and_moment()
    {
        using var above = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var at = new DateTimeOffset(2026, 11, 21, 2, 0, 0, 125, TimeSpan.Zero).AddTicks(77);
        var receipt = Receipt.Of(_chain.Day("2026-11-20"), at, UnitId.Parse("hq"), above);
        Assert.Equal(receipt, StatementText.ReadReceipt(StatementText.Write(receipt), out _));
        Assert.True(receipt.Vouches(above));
        Assert.False((receipt with { N = 2 }).Vouches(above));
        Assert.False((receipt with { Hash = Digest.Zero }).Vouches(above));
        Assert.False((receipt with { At = receipt.At.AddMilliseconds(1) }).Vouches(above));
        Assert.False((receipt with { By = UnitId.Parse("branch-1") }).Vouches(above));
    }
}
