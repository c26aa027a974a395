using RatingDevice.Collector.Ingest;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Ingest;

/// <summary>
/// Some devices with journals full of everything, and the batches they send, from one seed.
/// </summary>
internal sealed class RandomBranch : IDisposable
{
    private static readonly string[] Levels = ["very-satisfied", "satisfied", "fair", "dissatisfied", "odd"];
    private readonly Random _random;

    public RandomBranch(int seed, int devices = 3)
    {
        _random = new Random(seed);
        for (var i = 1; i <= devices; i++) Devices.Add(Journal($"d-{i}"));
    }

    public List<JournalScript> Devices { get; } = [];

    /// <summary>
    /// Each journal sent in batches of random size, in order, each once, in the order of devices.
    /// </summary>
    public List<IntakeMessage> Once { get; } = [];

    /// <summary>
    /// The same batches any number of times, in any order across devices; a journal's own batches come again
    /// and too early as well, and each at least once after those before it.
    /// </summary>
    public List<IntakeMessage> Muddled()
    {
        var queues = Once.GroupBy(m => m.Topic).Select(g => new Queue<IntakeMessage>(g)).ToList();
        var sent = new List<IntakeMessage>();
        while (queues.Count > 0)
        {
            sent.Add(_random.Next(3) switch
            {
                0 when sent.Count > 0 => sent[_random.Next(sent.Count)],
                1 => Once[_random.Next(Once.Count)],
                _ => queues[_random.Next(queues.Count)].Dequeue(),
            });
            queues.RemoveAll(q => q.Count == 0);
        }

        return sent;
    }

    public void Dispose() => Devices.ForEach(d => d.Dispose());

    private JournalScript Journal(string device)
    {
        var script = new JournalScript(device, clock: Clock());
        var next = 1;
        for (var i = 0; i < 40; i++)
        {
            script.Wait(TimeSpan.FromSeconds(_random.Next(1, 900)));
            Happen(script);
            if (_random.Next(4) > 0) continue;
            next = Send(script, next);
        }

        Send(script, next);
        return script;
    }

    private int Send(JournalScript script, int next)
    {
        var count = (int)script.Head - next + 1;
        if (count > 0) Once.Add(script.Message(script.Batch(next, count)));
        return next + count;
    }

    private void Happen(JournalScript script)
    {
        var level = Levels[_random.Next(Levels.Length)];
        switch (_random.Next(7))
        {
            case 0:
                script.Change(script.Rate(script.Invite(), level), Levels[_random.Next(Levels.Length)]);
                break;
            case 1:
                script.Unrate(script.Invite(null), teller: null);
                break;
            case 2:
                script.Stray(level, _random.Next(1, 5));
                break;
            case 3:
                var open = script.Invite();
                script.Reboot(TimeSpan.FromMinutes(_random.Next(1, 600)), Clock());
                script.Unrate(open, afterMs: null, reason: UnratedReason.Restarted);
                break;
            case 4:
                script.Sync();
                break;
            default:
                script.Rate(script.Invite(), level);
                break;
        }
    }

    private ClockQuality Clock() => _random.Next(2) == 0 ? ClockQuality.Synced : ClockQuality.Unsynced;
}
