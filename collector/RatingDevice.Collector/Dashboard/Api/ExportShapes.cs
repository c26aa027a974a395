namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>An export that is being written.</summary>
/// <param name="File">Its name.</param>
/// <param name="Began">When, collector's clock.</param>
/// <param name="Seconds">For how long.</param>
/// <param name="Rows">Rows written.</param>
/// <param name="About">How many there will be; null where only reading tells.</param>
internal sealed record ExportShape(
    string File, DateTimeOffset Began, long Seconds, long Rows, long? About);

/// <summary>Exports under way, those of more than two seconds.</summary>
internal sealed record ExportsAnswer(IReadOnlyList<ExportShape> UnderWay);
