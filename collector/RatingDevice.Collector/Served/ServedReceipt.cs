namespace RatingDevice.Collector.Served;

/// <summary>A row that was not taken.</summary>
/// <param name="Row">Its number in the delivery, from 1; a line of a file.</param>
/// <param name="Reason">Why.</param>
internal sealed record RefusedRow(long Row, string Reason);

/// <summary>What became of a delivery; every row is in exactly one of the five.</summary>
/// <param name="Taken">New customers.</param>
/// <param name="Completed">Rows that added what was not known.</param>
/// <param name="Known">Rows that told nothing new.</param>
/// <param name="Contradicting">Rows that say otherwise than an earlier one, kept beside it and not
/// counted.</param>
/// <param name="Refused">Rows that could not be used.</param>
internal sealed record ServedReceipt(
    int Taken, int Completed, int Known, IReadOnlyList<RefusedRow> Contradicting,
    IReadOnlyList<RefusedRow> Refused)
{
    /// <summary>Rows of the delivery.</summary>
    public int Rows => Taken + Completed + Known + Contradicting.Count + Refused.Count;
}
