using System.Globalization;
using RatingDevice.Simulation.Scheduling;

namespace RatingDevice.Simulation;

/// <summary>
/// What happened, in order: the last lines for a person, and one number over all of it for a replay.
/// </summary>
internal sealed class SimTrace(SimScheduler scheduler)
{
    private const int Kept = 4000;
    private readonly Queue<string> _tail = [];

    /// <summary>FNV-1a over every line; equal runs have equal hashes.</summary>
    public ulong Hash { get; private set; } = 14_695_981_039_346_656_037;

    public long Lines { get; private set; }

    public IEnumerable<string> Tail => _tail;

    /// <summary>An event.</summary>
    public void Add(string who, string what)
    {
        var line = Note(who, what);
        foreach (var c in line) Hash = (Hash ^ c) * 1_099_511_628_211;
        Lines++;
    }

    /// <summary>
    /// A remark for the reader that is not part of the hash: it may name files, which differ by run.
    /// </summary>
    public string Note(string who, string what)
    {
        var seconds = scheduler.Now.TotalSeconds.ToString("0.000000", CultureInfo.InvariantCulture);
        var line = $"{seconds,12} {who,-10} {what}";
        _tail.Enqueue(line);
        if (_tail.Count > Kept) _tail.Dequeue();
        return line;
    }
}
