using System.Text;
using RatingDevice.Collector.Served;
using RatingDevice.Simulation.Store;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Served;

/// <summary>The desk over a store and clock in a test's hand; rows are told as JSON.</summary>
internal sealed class FeedRig
{
    public FeedRig() => Desk = new(Store, () => TestBranch.Registry, Time);

    public FakeRatingStore Store { get; } = new();

    public HandTime Time { get; } = new();

    public ServedDesk Desk { get; }

    public ServedReceipt Tell(params string[] rows) =>
        Desk.Take(ServedJson.Read(Encoding.UTF8.GetBytes($"[{string.Join(',', rows)}]")), null, "http");

    public IReadOnlyList<ServedRow> Held(string day = "2026-11-21") =>
        Store.Served(OutletId.Parse("o-1"), DateOnly.Parse(day));

    /// <summary>A row of outlet o-1 with more fields.</summary>
    public static string Row(string ticket, string more) =>
        $$"""{"outlet":"o-1","ticket":"{{ticket}}",{{more}}}""";
}
