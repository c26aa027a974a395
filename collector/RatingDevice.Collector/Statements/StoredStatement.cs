using RatingDevice.Wire;

namespace RatingDevice.Collector.Statements;

/// <summary>Statements as stores keep them: envelope, body and receipt as bytes, the body's
/// digest.</summary>
internal static class StoredStatement
{
    /// <summary>Why a statement cannot be appended; null where it can.</summary>
    /// <param name="next">To be appended.</param>
    /// <param name="head">The end of its chain; null for none.</param>
    public static string? Refusal(SignedStatement next, ChainHead? head) =>
        next.Head.N != (head?.N ?? 0) + 1
            ? $"statement {next.Head.N} of {next.Head.Outlet} does not follow {head?.N ?? 0}"
        : next.Head.P != (head?.Hash ?? Digest.Zero)
            ? $"statement {next.Head.N} of {next.Head.Outlet} carries another digest of the one before"
        : null;

    /// <exception cref="FormatException">The bytes are not those that were kept.</exception>
    public static SignedStatement Read(byte[] envelope, byte[] body, Digest hash)
    {
        var first = StatementText.ReadEnvelope(envelope, out var wrong);
        var which = first is null ? "a statement" : $"statement {first.N} of {first.Outlet}";
        if (Digest.Of(body) != hash) throw new FormatException($"{which} was altered where it is kept");
        return first is not null && StatementText.Read(body, out wrong) is { } statement
            ? new SignedStatement(first, body, hash, statement)
            : throw new FormatException($"{which} cannot be read: {wrong}");
    }

    /// <exception cref="FormatException">The bytes are no receipt.</exception>
    public static Receipt Receipt(byte[] bytes) => StatementText.ReadReceipt(bytes, out var wrong)
        ?? throw new FormatException($"a receipt cannot be read: {wrong}");
}
