using RatingDevice.Tests.Link;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Broker;

/// <summary>What ingest relies on, whatever carries the messages.</summary>
public abstract class IntakeContract
{
    [Fact]
    public async Task It_hears_journal_and_status_of_every_device_in_order()
    {
        await using var rig = await RigAsync();
        await using var intake = await rig.ListeningAsync();
        await using var link = await rig.ConnectedAsync();
        await link.PublishAsync(TopicKind.Status, "online", retain: true);
        await link.PublishAsync(TopicKind.Journal, "b1");
        await link.PublishAsync(TopicKind.Journal, "b2");
        Assert.Equal("status: online", await intake.NextTextAsync("the status"));
        Assert.Equal("journal: b1", await intake.NextTextAsync("the first batch"));
        Assert.Equal("journal: b2", await intake.NextTextAsync("the second batch"));
    }

    [Fact]
    public async Task A_message_is_stamped_when_it_is_heard()
    {
        await using var rig = await RigAsync();
        await using var intake = await rig.ListeningAsync();
        await using var link = await rig.ConnectedAsync();
        var before = TimeProvider.System.GetUtcNow();
        await link.PublishAsync(TopicKind.Journal, "b1");
        var heard = await Eventually.NextAsync(intake.Messages, "the batch");
        Assert.InRange(heard.Received, before, TimeProvider.System.GetUtcNow());
        Assert.Equal(Rig.On(TopicKind.Journal).ToString(), heard.Topic);
    }

    [Fact]
    public async Task A_status_from_before_is_marked_as_kept()
    {
        await using var rig = await RigAsync();
        await using var link = await rig.ConnectedAsync();
        await using (var earlier = await rig.ListeningAsync())
        {
            await link.PublishAsync(TopicKind.Status, "online", retain: true);
            Assert.Equal("status: online", await earlier.NextTextAsync("the status, now at the broker"));
        }

        await using var intake = rig.NewIntake();
        Assert.Equal("status kept: online", await intake.NextTextAsync("the kept status"));
    }

    [Fact]
    public async Task It_comes_back_by_itself_when_the_broker_does_and_hears_again()
    {
        await using var rig = await RigAsync();
        await using var intake = await rig.ListeningAsync();
        rig.Kill();
        await Eventually.IsTrueAsync(() => !intake.Connected, "the intake knows");
        intake.Publish(TopicKind.Ack, "into nothing"); // dropped without a word: the device asks again
        await rig.BackAsync();
        await Eventually.IsTrueAsync(() => intake.Connected, "the intake is back");
        await using var link = await rig.ConnectedAsync();
        await link.PublishAsync(TopicKind.Journal, "again");
        Assert.Equal("journal: again", await intake.NextTextAsync("a batch after the restart"));
        intake.Publish(TopicKind.Ack, "a1");
        Assert.Equal("a1", await link.NextTextAsync("an ack after the restart"));
    }

    [Fact]
    public async Task What_ingest_does_not_take_in_time_is_dropped_newest_first_and_counted()
    {
        await using var rig = await RigAsync();
        await using var intake = await rig.ListeningAsync(capacity: 3);
        await using var link = await rig.ConnectedAsync();
        for (var i = 0; i < 10; i++) await link.PublishAsync(TopicKind.Journal, $"b{i}");
        await Eventually.IsTrueAsync(() => intake.Overflow == 7, "seven of ten do not fit");
        for (var i = 0; i < 3; i++) Assert.Equal($"journal: b{i}", await intake.NextTextAsync($"batch {i}"));
        await link.PublishAsync(TopicKind.Journal, "later");
        Assert.Equal("journal: later", await intake.NextTextAsync("the next, once there is room"));
    }

    [Fact]
    public async Task Disposed_it_ends_the_stream_of_messages()
    {
        await using var rig = await RigAsync();
        var intake = await rig.ListeningAsync();
        await intake.DisposeAsync();
        await intake.DisposeAsync();
        await intake.Messages.Completion;
        Assert.False(intake.Connected);
        intake.Publish(TopicKind.Ack, "into nothing");
    }

    private protected abstract Task<ILinkRig> RigAsync();
}

public sealed class FakeIntakeTests : IntakeContract
{
    private protected override Task<ILinkRig> RigAsync() => Task.FromResult<ILinkRig>(new FakeRig());
}

public sealed class MosquittoIntakeTests : IntakeContract
{
    private protected override async Task<ILinkRig> RigAsync() => await RealRig.MosquittoAsync();
}
