using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Sealing;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Verify;

/// <summary>What became of the statements.</summary>
/// <param name="Statements">Checked.</param>
/// <param name="Days">Days whose newest edition was made again from what is held.</param>
/// <param name="Faults">A sentence a statement that does not hold.</param>
internal sealed record StatementReport(long Statements, long Days, IReadOnlyList<VerificationFault> Faults)
{
    public bool Ok => Faults.Count == 0;
}

/// <summary>
/// Checks every chain of statements: numbers, digests, signatures; and makes the newest edition of each
/// day again from what is held, but for days that wait for an amendment. Missing entries are as the device
/// told them then, and are not made again.
/// </summary>
internal static class StatementCheck
{
    /// <param name="store">Best a snapshot.</param>
    /// <param name="registry">For the outlets' hours, devices and names.</param>
    /// <param name="definitions">Those in force.</param>
    public static StatementReport Run(
        IRatingStore store, BranchRegistry registry, DefinitionBook definitions)
    {
        var (faults, count, days) = (new List<VerificationFault>(), 0L, 0L);
        var waiting = store.Dirty(int.MaxValue).Concat(store.Statements.Unsealed(int.MaxValue))
            .Select(d => (d.Outlet, d.Day)).ToHashSet();
        using var keys = new KeyRing();
        foreach (var head in store.Statements.Heads())
        {
            var (newest, broken) = (new SortedDictionary<DateOnly, SignedStatement>(), false);
            ChainHead? before = null;
            try
            {
                foreach (var signed in store.Statements.Chain(head.Outlet).Select(k => k.Signed))
                {
                    count++;
                    if (Wrong(signed, before, keys) is { } wrong)
                    {
                        faults.Add(new(null, signed.Head.N,
                            $"statement {signed.Head.N} of {head.Outlet}: {wrong}"));
                        broken = true;
                        break;
                    }

                    before = new(head.Outlet, signed.Head.N, signed.Hash);
                    if (Statement.PeriodOf(signed.Head.Period) is { Kind: PeriodKind.Day } day)
                        newest[day.From] = signed;
                }
            }
            catch (StoreException e)
            {
                faults.Add(new(null, (before?.N ?? 0) + 1,
                    $"statement {(before?.N ?? 0) + 1} of {head.Outlet}: {e.Message}"));
                broken = true;
            }

            if (broken) continue; // what follows a break says nothing more
            foreach (var (day, signed) in newest.Where(n => !waiting.Contains((head.Outlet, n.Key))))
            {
                days++;
                if (Holds(store, registry, definitions, signed.Statement, day, keys)) continue;
                faults.Add(new(null, signed.Head.N,
                    $"statement {signed.Head.N} of {head.Outlet}: {day:yyyy-MM-dd} is held otherwise"));
            }
        }

        return new(count, days, [.. faults.Take(VerificationReport.MostFaults)]);
    }

    private static string? Wrong(SignedStatement signed, ChainHead? before, KeyRing keys)
    {
        if (StoredStatement.Refusal(signed, before) is { } refusal) return refusal;
        return keys.Find(signed.Envelope.Key) is { } key && signed.Envelope.Vouches(signed.Hash, key.Key)
            ? null : "the signature does not fit";
    }

    // Names, devices that wrote nothing, rules and what was missing are of the day it was sealed.
    private static bool Holds(
        IRatingStore store, BranchRegistry registry, DefinitionBook definitions, Statement said, DateOnly day,
        KeyRing keys)
    {
        var outlet = new OutletRecord(said.Head.Outlet, "", registry.Outlet(said.Head.Outlet));
        var made = new StatementDraft(outlet, definitions.On(day), "").Day(
            DayHoldings.Read(store, outlet.Id, day, keys), BranchRegistry.Empty, null);
        return Edition.Same(Facts(made), Facts(said));

        static Statement Facts(Statement s) => s with
        {
            Head = s.Head with { Zone = "", CutOver = 0, Definition = "", DefinitionHash = Digest.Zero },
            Tellers = [.. s.Tellers.Select(t => t with { Name = null })],
            Devices = [.. s.Devices.Where(d => d.Journal is not null).Select(d => d with { Missing = 0 })],
        };
    }
}
