namespace RatingDevice.Collector.Served;

/// <summary>What a row is beside the one held of its key.</summary>
internal enum ServedNews
{
    /// <summary>It tells nothing new.</summary>
    Known,

    /// <summary>It adds what was not known, and contradicts nothing.</summary>
    Completes,

    /// <summary>It says otherwise of something known.</summary>
    Contradicts,
}

/// <summary>
/// Compares two rows of one ticket. What is not known may be added, a withdrawal too; what is known never
/// changes.
/// </summary>
internal static class ServedMerge
{
    /// <summary>What a told row is beside the held one, and all that is known of both.</summary>
    public static (ServedNews News, ServedRow Together) Of(ServedRow held, ServedRow told)
    {
        if (Differ(held.Counter, told.Counter) || Differ(held.Teller, told.Teller)
            || Differ(held.Type, told.Type) || Differ(held.Issued, told.Issued)
            || Differ(held.Called, told.Called) || Differ(held.Finished, told.Finished)
            || (held.Void is not null && told.Void is not null && held.Void != told.Void))
            return (ServedNews.Contradicts, held);
        var together = held with
        {
            Counter = held.Counter ?? told.Counter,
            Teller = held.Teller ?? told.Teller,
            Type = held.Type ?? told.Type,
            Issued = held.Issued ?? told.Issued,
            Called = held.Called ?? told.Called,
            Finished = held.Finished ?? told.Finished,
            Void = held.Void ?? told.Void,
        };
        return (together == held ? ServedNews.Known : ServedNews.Completes, together);
    }

    private static bool Differ<T>(T? held, T? told)
        where T : struct, IEquatable<T> =>
        held is { } one && told is { } other && !one.Equals(other);
}
