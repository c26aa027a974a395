using System.Security.Cryptography;
using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Statements;

/// <summary>The statements of an outlet, one after another, as its collector would sign them.</summary>
internal sealed class ChainScript(string outlet) : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private long _n;
    private Digest _last = Digest.Zero;

    public OutletId Outlet { get; } = OutletId.Parse(outlet);

    public Digest Fingerprint => Es256.Fingerprint(_key);

    /// <summary>A day on which one teller was rated so often.</summary>
    public SignedStatement Day(string day, long rated = 3) => Next(Of(day, rated));

    public SignedStatement Month(string month, long rated) => Next(Of(month, rated));

    /// <summary>A further edition of a period, which says otherwise.</summary>
    public SignedStatement Amend(SignedStatement before, long rated)
    {
        var now = Of(before.Head.Period, rated);
        return Next(now with
        {
            Head = now.Head with
            {
                Edition = before.Head.Edition + 1, Replaces = before.Hash,
                Why = [StatementReason.LateEntries],
            },
            Changes =
            [
                new(TellerId.Parse("0071"), "rated", before.Statement.Tellers[0].Counts["rated"], rated),
            ],
        });
    }

    public void Dispose() => _key.Dispose();

    private Statement Of(string period, long rated) => new(
        new(1, Outlet, 1, Digest.Zero, period, 1, null, [], "Asia/Shanghai", 0, "service-rating-2",
            Digest.Of("definition"u8), "rating-collector 0.1.0"),
        [new(TellerId.Parse("0071"), "王芳", new Dictionary<string, long> { ["rated"] = rated })], [], null,
        null, [], []);

    private SignedStatement Next(Statement statement)
    {
        var signed = SignedStatement.Of(
            statement with { Head = statement.Head with { N = ++_n, P = _last } }, _key);
        _last = signed.Hash;
        return signed;
    }
}
