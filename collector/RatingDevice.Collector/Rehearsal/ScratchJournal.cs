using System.Security.Cryptography;
using RatingDevice.Collector.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Rehearsal;

/// <summary>A device that exists nowhere: its journal, written and signed as the contract has it.</summary>
internal sealed class ScratchJournal(DeviceId device, OutletId outlet, TimeProvider time) : IDisposable
{
    private static readonly JournalId Journal = JournalId.Parse("rehearsal");
    private static readonly BootId Boot = BootId.Parse("rehearsal");

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private Digest _head = Digest.Zero;

    /// <summary>Last number written.</summary>
    public long Head { get; private set; }

    private TimeSpan Up => TimeSpan.FromMinutes(1) + TimeSpan.FromMilliseconds(Head);

    /// <summary>The line every journal begins with.</summary>
    public Entry First() => new Opened
    {
        Journal = Journal, Device = device, Key = Es256.WriteKey(_key), Firmware = "0",
    };

    /// <summary>Writes an entry and sends it, alone in its batch.</summary>
    public IntakeMessage Send(Entry entry)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        Head++;
        var line = WireText.Write(entry with
        {
            N = Head, P = _head, At = now, Boot = Boot, Up = Up, Clock = ClockQuality.Synced,
        });
        _head = Digest.Of(line);
        var header = new BatchHeader
        {
            V = Limits.Version, Journal = Journal, Device = device, First = Head, Count = 1,
            At = now, Boot = Boot, Up = Up, Clock = ClockQuality.Synced,
            Alg = Es256.Algorithm, Sig = "",
        };
        var payload = Batch.Write(BatchSignature.Sign(header, _head, _key), [.. line, (byte)'\n']);
        return Said(TopicKind.Journal, payload);
    }

    /// <summary>The device says that it is there.</summary>
    public IntakeMessage Online(long session, TellerId teller) => Said(TopicKind.Status, WireText.Write(
        new Status
        {
            V = Limits.Version, Session = session, State = LinkState.Online, Journal = Journal, Head = Head,
            Teller = teller,
        }));

    public void Dispose() => _key.Dispose();

    private IntakeMessage Said(TopicKind kind, byte[] payload) =>
        new(new Topic(outlet, device, kind).ToString(), payload, false, time.GetUtcNow());
}
