using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Statements;

/// <summary>What vouches for a statement's bytes; travels in the line before them.</summary>
/// <param name="V">Contract version.</param>
/// <param name="Outlet">As in the statement's head.</param>
/// <param name="N">As in the statement's head.</param>
/// <param name="Key">Public key of the outlet's collector.</param>
/// <param name="Alg">Only ES256 in version 1.</param>
/// <param name="Sig">Over <see cref="Input"/>.</param>
internal sealed record StatementEnvelope(
    int V, OutletId Outlet, long N, string Key, string Alg, string Sig)
{
    /// <summary>The bytes that are signed: four lines of ASCII, see STATEMENT.md.</summary>
    public static byte[] Input(OutletId outlet, long n, Digest hash) => Encoding.ASCII.GetBytes(
        string.Join('\n', "rating/v1/statement", outlet, n.ToString(CultureInfo.InvariantCulture), hash));

    /// <summary>True when the key signed a statement of this digest.</summary>
    public bool Vouches(Digest hash, ECDsa key) => Es256.Verify(Input(Outlet, N, hash), Sig, key);
}

/// <summary>A statement as it is kept and sent: verbatim bytes, and who vouches for them.</summary>
/// <param name="Envelope">Key and signature.</param>
/// <param name="Body">The statement's bytes; nobody writes them anew.</param>
/// <param name="Hash">Their digest.</param>
/// <param name="Statement">What they say.</param>
internal sealed record SignedStatement(
    StatementEnvelope Envelope, ReadOnlyMemory<byte> Body, Digest Hash, Statement Statement)
{
    public StatementHead Head => Statement.Head;

    /// <summary>Signs a statement.</summary>
    public static SignedStatement Of(Statement statement, ECDsa key)
    {
        var body = StatementText.Write(statement);
        var (head, hash) = (statement.Head, Digest.Of(body));
        return new(
            new(StatementText.Version, head.Outlet, head.N, Es256.WriteKey(key), Es256.Algorithm,
                Es256.Sign(StatementEnvelope.Input(head.Outlet, head.N, hash), key)),
            body, hash, statement);
    }

    /// <summary>Envelope line and body, as they travel.</summary>
    public byte[] ToBytes()
    {
        var first = StatementText.Write(Envelope);
        return [.. first, (byte)'\n', .. Body.Span];
    }

    /// <summary>Reads what travelled; null with one sentence. Says nothing of the signature.</summary>
    public static SignedStatement? Read(ReadOnlyMemory<byte> bytes, out string wrong)
    {
        if (bytes.Length > StatementText.MostBytes)
        {
            wrong = $"it has {bytes.Length} bytes, at most {StatementText.MostBytes} are taken";
            return null;
        }

        var rest = bytes;
        if (!Batch.TryTakeLine(ref rest, out var first))
        {
            wrong = "there is no line";
            return null;
        }

        if (StatementText.ReadEnvelope(first.Span, out wrong) is not { } envelope) return null;
        if (StatementText.Read(rest, out wrong) is not { } statement) return null;
        if (envelope.V != StatementText.Version) wrong = $"version {envelope.V} is not known here";
        else if (envelope.Alg != Es256.Algorithm) wrong = $"algorithm {envelope.Alg} is not known here";
        else if (envelope.Outlet != statement.Head.Outlet || envelope.N != statement.Head.N)
            wrong = "the envelope is of another statement";
        return wrong.Length == 0 ? new(envelope, rest, Digest.Of(rest.Span), statement) : null;
    }
}
