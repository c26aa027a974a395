using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Tellers;
using RatingDevice.Firmware.Capture;
using RatingDevice.Firmware.Health;
using RatingDevice.Firmware.Panel;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Simulation.Network;
using RatingDevice.Simulation.Store;
using RatingDevice.Tests.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Tellers;

/// <summary>From the branch's file to the book of a device, over a broker that keeps.</summary>
public sealed class KeySenderTests : IDisposable
{
    private static readonly TellerId Teller = TellerId.Parse("0071"), Elsewhere = TellerId.Parse("1002");
    private readonly string _home = Directory.CreateTempSubdirectory("keys-").FullName;
    private readonly HandTime _time = new();
    private readonly JournalScript _device = new();
    private readonly FakeRatingStore _store = new();
    private readonly FakeBroker _broker;
    private readonly FakeIntake _intake;
    private readonly FleetBook _fleet;
    private readonly SignOnFile _file;
    private readonly KeySender _sender;
    private readonly List<TellerBook> _books = [];
    private readonly List<FakeMessage> _heard = [];

    public KeySenderTests()
    {
        _broker = new(_time);
        _intake = new(_broker, _time);
        _intake.Start();
        _fleet = new(TimeSpan.FromSeconds(90), _time);
        _file = new(Path.Combine(_home, "sign-on.json"));
        _sender = new(_file, _fleet, _store, () => Registry, _intake, _time,
            NullLogger<KeySender>.Instance);
        using var feeder = new Feeder(_store);
        feeder.Feed(_device.Message(_device.BatchFrom(1)));
        var topic = _device.Topic with { Kind = TopicKind.Config };
        _broker.Connect(
            new FakeLogin("d-1", null, null, [topic.ToString()], _heard.Add, _ => { }), out _);
    }

    private static BranchRegistry Registry { get; } = new(
        TestBranch.Registry.Outlets, TestBranch.Registry.Counters, TestBranch.Registry.Devices,
        [
            new(Teller, OutletId.Parse("o-1"), "张"), new(Elsewhere, OutletId.Parse("o-2"), "李"),
        ]);

    [Fact]
    public void A_device_that_has_said_its_journal_is_told_the_tellers_of_its_outlet_once()
    {
        _file.AddCard(Teller, "12345678");
        _file.AddCard(Elsewhere, "99999999");
        _sender.Look();
        Assert.Empty(_heard); // nobody knows yet which journal it writes
        Say();
        _sender.Look();
        _sender.Look();
        var message = Assert.Single(_heard);
        Assert.DoesNotContain("0071", System.Text.Encoding.UTF8.GetString(message.Payload.Span),
            StringComparison.Ordinal);
        var book = Kept().Hear(message.Payload) is null ? _books[^1] : null;
        Assert.Equal(Teller, book!.Find(SignOnProof.Card, new Secret("12345678")));
        Assert.Null(book.Find(SignOnProof.Card, new Secret("99999999")));
    }

    [Fact]
    public void A_change_is_told_and_so_is_everything_after_the_broker_was_away()
    {
        Say();
        _file.AddCard(Teller, "12345678");
        _sender.Look();
        _time.Move(TimeSpan.FromSeconds(5));
        _file.Forget(Teller);
        _sender.Look();
        Assert.Equal(2, _heard.Count);
        var device = Kept();
        Assert.Null(device.Hear(_heard[0].Payload));
        Assert.Null(device.Hear(_heard[1].Payload));
        Assert.Null(_books[^1].Find(SignOnProof.Card, new Secret("12345678")));
        Assert.Equal("older than what is held", device.Hear(_heard[0].Payload)); // a card is not given back
        _broker.Stop();
        _sender.Look();
        Assert.Equal(2, _heard.Count);
    }

    [Fact]
    public void What_a_device_was_told_it_knows_after_a_power_cut_and_offline()
    {
        Say();
        _file.AddCard(Teller, "12345678");
        _sender.Look();
        Assert.Null(Kept().Hear(_heard[0].Payload));
        _books.Clear();
        Kept().Load();
        Assert.Equal(Teller, Assert.Single(_books).Find(SignOnProof.Card, new Secret("12345678")));
        var kept = File.ReadAllText(Path.Combine(_home, "tellers.sealed"));
        Assert.DoesNotContain("0071", kept, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_home, "tellers.sealed"), kept[..^9]);
        _books.Clear();
        Kept().Load();
        Assert.Empty(_books);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_complained_of_and_devices_keep_what_they_know()
    {
        Say();
        File.WriteAllText(_file.Path, "{");
        _sender.Look();
        Assert.Contains(_file.Path, _sender.Complaint, StringComparison.Ordinal);
        Assert.Empty(_heard);
    }

    public void Dispose()
    {
        _device.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    private KeptTellers Kept() => new(Path.Combine(_home, "tellers.sealed"), _device.Device, _device.Key,
        _books.Add, NullLogger.Instance);

    private void Say() => _fleet.Hear(_device.Topic with { Kind = TopicKind.Status },
        new() { V = 1, Session = 1, State = LinkState.Online, Journal = _device.Journal, Head = 1 },
        Registry);
}
