using System.Globalization;

namespace RatingDevice.Collector.Cli;

/// <summary>Says how far an export is, once it has taken two seconds and every two seconds after.</summary>
/// <param name="time">Clock.</param>
/// <param name="to">Where it is said.</param>
/// <param name="about">How many rows there will be; null where nobody knows.</param>
internal sealed class ExportProgress(TimeProvider time, TextWriter to, long? about)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private long _rows;
    private long _said = time.GetTimestamp();

    /// <summary>A row was written.</summary>
    public void Row(long ofTable)
    {
        _rows++;
        if (time.GetElapsedTime(_said) < Quiet) return;
        _said = time.GetTimestamp();
        to.WriteLine(about is { } all
            ? string.Create(CultureInfo.InvariantCulture, $"{_rows:N0} of about {all:N0} rows")
            : string.Create(CultureInfo.InvariantCulture, $"{_rows:N0} rows"));
    }
}
