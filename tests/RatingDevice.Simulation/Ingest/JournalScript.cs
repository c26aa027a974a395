using System.Security.Cryptography;
using RatingDevice.Collector.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Simulation.Ingest;

/// <summary>
/// Writes a journal as a device would, without a device: valid lines, valid batches, on clocks the test
/// moves. Independent of the firmware on purpose, so that a fault in one does not hide in the other.
/// </summary>
internal sealed class JournalScript : IDisposable
{
    private readonly List<byte[]> _lines = [];
    private int _boots;

    /// <summary>
    /// Opens a journal at a moment of true time; with an unsynced clock the device believes in 1970.
    /// </summary>
    public JournalScript(
        string device = "d-1", string outlet = "o-1", string? journal = null,
        DateTimeOffset? start = null, ClockQuality clock = ClockQuality.Synced)
    {
        Device = DeviceId.Parse(device);
        Topic = new Topic(OutletId.Parse(outlet), Device, TopicKind.Journal);
        Journal = JournalId.Parse(journal ?? $"j-{device}");
        Now = start ?? new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
        Clock = clock;
        Boot = BootId.Parse($"boot-{device}-1");
        _boots = 1;
        Up = TimeSpan.FromSeconds(9);
        Add(new Opened { Journal = Journal, Device = Device, Key = PublicKey, Firmware = "0.1.0" });
    }

    public DeviceId Device { get; }

    public Topic Topic { get; }

    public JournalId Journal { get; }

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string PublicKey => Es256.WriteKey(Key);

    /// <summary>True time, UTC; what the collector's clock says.</summary>
    public DateTimeOffset Now { get; private set; }

    public BootId Boot { get; private set; }

    public TimeSpan Up { get; private set; }

    public ClockQuality Clock { get; private set; }

    /// <summary>What the device's wall clock says.</summary>
    public DateTimeOffset At => Clock == ClockQuality.Synced ? Now : DateTimeOffset.UnixEpoch + Up;

    /// <summary>Last number written.</summary>
    public long Head => _lines.Count;

    /// <summary>Digest of the last line.</summary>
    public Digest Hash => HashOf(Head);

    /// <summary>Lets time pass.</summary>
    public JournalScript Wait(TimeSpan time)
    {
        Now += time;
        Up += time;
        return this;
    }

    /// <summary>
    /// Power off, and on again after a while. The caller writes the boot line, or does not.
    /// </summary>
    public JournalScript Reboot(TimeSpan off, ClockQuality clock)
    {
        Now += off;
        Up = TimeSpan.FromSeconds(9);
        Now += Up;
        Clock = clock;
        Boot = BootId.Parse($"boot-{Device}-{++_boots}");
        return this;
    }

    /// <summary>A time source sets the wall clock; writes no line.</summary>
    public JournalScript Sync()
    {
        Clock = ClockQuality.Synced;
        return this;
    }

    /// <summary>Writes an entry now; its number.</summary>
    public long Add(Entry entry)
    {
        _lines.Add(WireText.Write(entry with
        {
            N = Head + 1, P = HashOf(Head), At = At, Boot = Boot, Up = Up, Clock = Clock,
        }));
        return Head;
    }

    /// <summary>Writes a line as it is, good or not.</summary>
    public long AddRaw(byte[] line)
    {
        _lines.Add(line);
        return Head;
    }

    /// <summary>A line without its line feed.</summary>
    public byte[] Line(long n) => _lines[(int)n - 1];

    public Digest HashOf(long n) => n == 0 ? Digest.Zero : Digest.Of(Line(n));

    /// <summary>Some lines, each with its line feed.</summary>
    public byte[] Lines(long first, int count) =>
        [.. _lines.Skip((int)first - 1).Take(count).SelectMany(l => l.Append((byte)'\n'))];

    /// <summary>A header for some lines sent now, unsigned.</summary>
    public BatchHeader Header(long first, int count) => new()
    {
        V = Limits.Version, Journal = Journal, Device = Device, First = first, Count = count,
        At = At, Boot = Boot, Up = Up, Clock = Clock, Alg = Es256.Algorithm, Sig = "",
    };

    /// <summary>A batch payload sent now, signed.</summary>
    public byte[] Batch(long first, int count)
    {
        var header = BatchSignature.Sign(Header(first, count), HashOf(first + count - 1), Key);
        return Wire.Batch.Write(header, Lines(first, count));
    }

    /// <summary>A batch from a number on with as many lines as a device would put in.</summary>
    public byte[] BatchFrom(long first)
    {
        var (count, bytes) = (0, 0);
        while (first + count <= Head)
        {
            bytes += Line(first + count).Length + 1;
            if (bytes > Limits.BatchBytes - Wire.Batch.HeaderRoom) break;
            count++;
        }

        return Batch(first, count);
    }

    /// <summary>A payload as the collector hears it now.</summary>
    public IntakeMessage Message(byte[] payload, bool retained = false) =>
        new(Topic.ToString(), payload, retained, Now);

    public void Dispose() => Key.Dispose();
}
