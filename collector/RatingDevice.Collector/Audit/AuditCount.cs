namespace RatingDevice.Collector.Audit;

/// <summary>A count of a statement against the same made again from journal lines and served rows.</summary>
/// <param name="Teller">Whose; null: nobody's.</param>
/// <param name="Measure">What is counted.</param>
/// <param name="Said">By the statement.</param>
/// <param name="Lines">By the lines.</param>
internal sealed record AuditCount(TellerId? Teller, string Measure, long Said, long Lines);
