using RatingDevice.Collector.Served;

namespace RatingDevice.Collector.Cli;

/// <summary>Adds up what became of a file's rows; says how far it is once it takes long.</summary>
internal sealed class ImportProgress(TimeProvider time, string encoding)
{
    private static readonly TimeSpan Silent = TimeSpan.FromSeconds(2);

    private readonly long _began = time.GetTimestamp();
    private readonly List<RefusedRow> _refused = [], _contradicting = [];
    private int _rows, _taken, _completed, _known;
    private long _said = time.GetTimestamp();

    /// <summary>Rows that could not be used.</summary>
    public int Refused => _refused.Count;

    public void Add(ServedReceipt receipt)
    {
        _rows += receipt.Rows;
        _taken += receipt.Taken;
        _completed += receipt.Completed;
        _known += receipt.Known;
        _refused.AddRange(receipt.Refused);
        _contradicting.AddRange(receipt.Contradicting);
        if (time.GetElapsedTime(_said) < Silent) return;
        _said = time.GetTimestamp();
        Console.Error.WriteLine(
            $"{_rows} rows after {time.GetElapsedTime(_began).TotalSeconds:0} s, {_taken} new");
    }

    /// <summary>The account of the file, and each row that is not in the figures with its line.</summary>
    public void Finish(TextWriter to, int most)
    {
        to.WriteLine($"{_rows} rows ({encoding}): {_taken} new, {_completed} completed, {_known} known, "
            + $"{_contradicting.Count} contradicting, {_refused.Count} refused");
        foreach (var row in _refused.Take(most)) to.WriteLine($"line {row.Row}: {row.Reason}");
        foreach (var row in _contradicting.Take(most)) to.WriteLine($"line {row.Row}: {row.Reason}");
        var left = Math.Max(0, _refused.Count - most) + Math.Max(0, _contradicting.Count - most);
        if (left > 0) to.WriteLine($"and {left} more");
    }
}
