using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Tests.Export;
using RatingDevice.Tests.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Fleet;

public sealed class FleetBookTests
{
    private static readonly DeviceId One = DeviceId.Parse("d-1");
    private readonly HandTime _time = new();
    private readonly FleetBook _book;

    public FleetBookTests() => _book = new(TimeSpan.FromSeconds(90), _time);

    [Fact]
    public void A_registered_device_that_was_never_heard_is_listed_as_such()
    {
        var device = Report().Devices.Single(d => d.Device == One);
        Assert.Equal(DeviceState.NeverHeard, device.State);
        Assert.Null(device.LastHeard);
    }

    [Fact]
    public void Quiet_for_longer_than_the_limit_is_silent_and_a_word_ends_it()
    {
        Hear(Online(1));
        Pass(90);
        Assert.Equal(DeviceState.Connected, State());
        Pass(1);
        Assert.Equal(DeviceState.Silent, State());
        Hear(Online(1));
        Assert.Equal(DeviceState.Connected, State());
    }

    [Fact]
    public void An_entry_is_a_sign_of_life_too()
    {
        Hear(Online(1));
        Pass(80);
        _book.Committed([Ratings.Invited(1, "0071")], TestBranch.Registry);
        Pass(80);
        Assert.Equal(DeviceState.Connected, State());
        Assert.NotNull(Device().LastEntry);
    }

    [Fact]
    public void A_goodbye_is_stopped_and_a_will_is_lost()
    {
        Hear(Online(1));
        Hear(Online(1) with { State = LinkState.Stopped });
        Assert.Equal(DeviceState.Stopped, State());
        Pass(1000);
        Assert.Equal(DeviceState.Stopped, State());
        Hear(Online(2));
        Hear(Will(2));
        Assert.Equal(DeviceState.Lost, State());
    }

    [Fact]
    public void A_will_older_than_the_last_status_is_history()
    {
        Hear(Online(6));
        Hear(Will(5));
        Assert.Equal(DeviceState.Connected, State());
        Hear(Will(6));
        Assert.Equal(DeviceState.Lost, State());
    }

    [Fact]
    public void A_device_set_up_anew_begins_its_sessions_again_and_is_believed()
    {
        Hear(Online(60));
        Hear(Online(0));
        Assert.Equal(DeviceState.Connected, State());
        Hear(Will(0));
        Assert.Equal(DeviceState.Lost, State());
    }

    [Fact]
    public void A_will_does_not_wipe_what_the_device_said_of_itself()
    {
        Hear(Online(1) with { Head = 40, Faults = [FaultCode.PanelLost] });
        Hear(Will(1));
        Assert.Equal([FaultCode.PanelLost], Device().Said!.Faults);
        Assert.Equal(40, Device([Held("j-1", 30)]).Journals[0].Written);
    }

    [Theory]
    [InlineData(40, 30, 10)]
    [InlineData(40, 40, 0)]
    [InlineData(40, 45, 0)] // committed since the device spoke
    [InlineData(40, null, 40)] // nothing held at all
    public void What_the_device_wrote_and_the_branch_does_not_hold_is_missing(
        int written, int? held, int missing)
    {
        Hear(Online(1) with { Head = written });
        JournalState[] journals = held is { } head ? [Held("j-1", head)] : [];
        Assert.Equal(missing, Device(journals).Missing);
    }

    [Fact]
    public void A_device_with_new_storage_has_two_journals_the_one_it_writes_first()
    {
        Hear(Online(1) with { Journal = JournalId.Parse("j-2"), Head = 3 });
        var device = Device([Held("j-1", 500), Held("j-2", 2)]);
        Assert.Equal(["j-2", "j-1"], device.Journals.Select(j => j.Journal.ToString()));
        Assert.Equal((1, null), (device.Missing, device.Journals[1].Written));
    }

    [Fact]
    public void A_device_that_sends_for_another_outlet_is_pointed_out()
    {
        _book.Hear(new(OutletId.Parse("o-2"), One, TopicKind.Status), Online(1), TestBranch.Registry);
        Assert.True(Device().WrongOutlet);
    }

    [Fact]
    public void Unknown_devices_are_listed_up_to_a_limit_and_counted_beyond()
    {
        for (var i = 0; i < 1005; i++)
        {
            var stranger = DeviceId.Parse($"x-{i}");
            _book.Hear(
                new(OutletId.Parse("o-1"), stranger, TopicKind.Status), Online(1), TestBranch.Registry);
        }

        var report = Report();
        Assert.Equal(1000, report.Devices.Count(d => d.Post is null));
        Assert.Equal(5, report.Untracked);
        Hear(Online(1));
        Assert.Equal(DeviceState.Connected, State()); // known ones always have room
    }

    [Fact]
    public void Unknown_tellers_are_listed_until_the_registry_has_them()
    {
        _book.Committed([Ratings.Invited(1, "0071"), Ratings.Invited(2, null)], Ratings.Registry);
        _book.Committed([Ratings.Invited(3, "9999"), Ratings.Invited(4, "9999")], Ratings.Registry);
        var unknown = Assert.Single(_book.Report(Ratings.Registry, []).UnknownTellers);
        Assert.Equal(("9999", 2), (unknown.Teller.ToString(), unknown.Entries));
        var later = new BranchRegistry(Ratings.Registry.Outlets, Ratings.Registry.Counters,
            Ratings.Registry.Devices, [new(unknown.Teller, OutletId.Parse("o-1"), "赵六")]);
        Assert.Empty(_book.Report(later, []).UnknownTellers);
    }

    private void Hear(Status status) =>
        _book.Hear(new(OutletId.Parse("o-1"), One, TopicKind.Status), status, TestBranch.Registry);

    private FleetReport Report(params JournalState[] held) => _book.Report(TestBranch.Registry, held);

    private DeviceReport Device(params JournalState[] held) =>
        Report(held).Devices.Single(d => d.Device == One);

    private DeviceState State() => Device().State;

    private void Pass(int seconds) => _time.Move(TimeSpan.FromSeconds(seconds));

    private static Status Online(long session) => new()
    {
        V = 1, Session = session, State = LinkState.Online, Journal = JournalId.Parse("j-1"),
    };

    private static Status Will(long session) => new() { V = 1, Session = session, State = LinkState.Lost };

    private static JournalState Held(string journal, long head) =>
        new(JournalId.Parse(journal), One, "", head, Digest.Zero);
}
