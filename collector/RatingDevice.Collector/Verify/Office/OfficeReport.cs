using RatingDevice.Collector.HeadOffice;

namespace RatingDevice.Collector.Verify.Office;

/// <summary>How far a verification at head office has come.</summary>
internal sealed record OfficeProgress(int OutletsDone, int OutletsTotal, long Statements);

/// <summary>What was checked at head office and what was found.</summary>
/// <param name="Outlets">Chains.</param>
/// <param name="Statements">In them.</param>
/// <param name="Rows">Rows of figures and reports held, each compared.</param>
/// <param name="Faults">What does not hold.</param>
/// <param name="Notes">What holds by itself and a person should look at.</param>
/// <param name="Journals">Journals statements name.</param>
/// <param name="Unstated">Those with numbers no day states, the most first; some.</param>
internal sealed record OfficeReport(
    int Outlets, long Statements, long Rows, OfficeFaults Faults, IReadOnlyList<string> Notes, int Journals,
    IReadOnlyList<JournalAccount> Unstated)
{
    public bool Ok => Faults.Total == 0;
}
