namespace RatingDevice.Collector.Statements;

/// <summary>What became of a statement that was handed to the level above.</summary>
internal abstract record Delivery;

/// <summary>Kept there.</summary>
internal sealed record Taken(Receipt Receipt) : Delivery;

/// <summary>Not taken, and why.</summary>
/// <param name="Reason">Of the closed list.</param>
/// <param name="Detail">What was wrong, in words.</param>
/// <param name="Have">For a gap: how far the chain is held there.</param>
internal sealed record Refused(StatementRefusal Reason, string Detail, long? Have = null) : Delivery;

/// <summary>Handed over; the answer comes another time.</summary>
internal sealed record Underway : Delivery;

/// <summary>Not reached, or not able at present; the same statement goes again.</summary>
/// <param name="What">In words.</param>
internal sealed record Away(string What) : Delivery;
