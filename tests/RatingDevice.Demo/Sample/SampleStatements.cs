using System.Security.Cryptography;
using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Sealing;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Uplink;

namespace RatingDevice.Demo.Sample;

/// <summary>
/// Statements of one outlet's made-up days, sealed by the code that seals and receipted by a made-up level
/// above, all but the last two. What devices wrote is not in them: the made-up month has no lines.
/// </summary>
internal static class SampleStatements
{
    private static readonly UnitId Branch = UnitId.Parse("b-1"), Above = UnitId.Parse("head");

    /// <summary>Seals the days and says how a collector would show their way up.</summary>
    public static UplinkAnswer Fill(
        IRatingStore store, BranchRegistry registry, OutletId outlet, DateOnly from, DateOnly last,
        DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var above = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var marks = store.Statements.Unsealed(int.MaxValue).Where(m => m.Outlet == outlet)
            .ToDictionary(m => m.Day);
        Receipt? receipt = null;
        for (var day = from; day <= last; day = day.AddDays(1))
        {
            var draft = new StatementDraft(
                registry.Outlets.Single(o => o.Id == outlet), Definition.On(day), "rating-collector")
                .Day(Holdings(store, outlet, day), registry, []);
            var signed = SignedStatement.Of(Edition.Next(draft, null, store.Statements.Head(outlet))!, key);
            store.Statements.Keep(new([signed], now.AddDays(day.DayNumber - last.DayNumber))
            {
                Sealed = marks.TryGetValue(day, out var mark) ? [mark] : [],
            });
            if (day > last.AddDays(-2)) continue;
            receipt = Receipt.Of(signed, now.AddDays(day.DayNumber - last.DayNumber), Above, above);
            store.Statements.Receipted(receipt);
        }

        var (waiting, oldest) = store.Statements.Backlog();
        var held = new HoldUp(
            outlet, store.Statements.Head(outlet)!.N - 1, StatementRefusal.UnknownKey,
            $"{outlet} signed with a key that the tree does not have for it.", now.AddHours(-3),
            now.AddHours(1));
        return new(true, Branch.ToString(), "https://ratings.bank.example:8443/",
            store.Statements.Heads().Sum(h => h.N), waiting, oldest, 1,
            receipt is null ? null : ReceiptShape.Of(receipt), null, null, [HoldUpShape.Of(held)],
            new(from, 20, 30, null));
    }

    private static DayHoldings Holdings(IRatingStore store, OutletId outlet, DateOnly day)
    {
        IReadOnlyList<RollupCell> Cells(MeasureFamily family) =>
            [.. store.Sums(new(Grain.Day, day, day, [family], outlet))];
        return new(outlet, day, Cells(MeasureFamily.Figures), Cells(MeasureFamily.Waits), [], []);
    }
}
