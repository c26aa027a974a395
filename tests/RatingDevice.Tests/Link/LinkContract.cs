using RatingDevice.Firmware.Link;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Link;

/// <summary>What a device relies on, whatever carries its messages.</summary>
public abstract class LinkContract
{
    [Fact]
    public async Task What_is_sent_arrives_in_order_both_ways()
    {
        await using var rig = await RigAsync();
        await using var intake = await rig.ListeningAsync();
        await using var link = await rig.ConnectedAsync();
        for (var i = 0; i < 50; i++)
        {
            await link.PublishAsync(TopicKind.Journal, $"b{i}");
            intake.Publish(TopicKind.Ack, $"a{i}");
        }

        for (var i = 0; i < 50; i++)
        {
            Assert.Equal($"journal: b{i}", await intake.NextTextAsync($"batch {i}"));
            Assert.Equal($"a{i}", await link.NextTextAsync($"ack {i}"));
        }
    }

    [Fact]
    public async Task A_whole_batch_of_the_largest_size_arrives_unchanged()
    {
        await using var rig = await RigAsync();
        await using var intake = await rig.ListeningAsync();
        await using var link = await rig.ConnectedAsync();
        var batch = new byte[Limits.BatchBytes];
        new Random(7).NextBytes(batch);
        await link.PublishAsync(Rig.On(TopicKind.Journal), batch, retain: false, default);
        var heard = await Eventually.NextAsync(intake.Messages, "the batch");
        Assert.Equal(batch, heard.Payload.ToArray());
    }

    [Fact]
    public async Task The_will_is_published_and_kept_when_the_connection_is_cut()
    {
        await using var rig = await RigAsync();
        await using var intake = await rig.ListeningAsync();
        await using var link = await rig.ConnectedAsync();
        rig.Cut();
        Assert.Equal("status: gone", await intake.NextTextAsync("the will"));
        Assert.Equal("(lost)", await link.NextTextAsync("the loss"));
        await intake.DisposeAsync();
        await using var later = rig.NewIntake();
        Assert.Equal("status kept: gone", await later.NextTextAsync("the kept will"));
    }

    [Fact]
    public async Task After_a_goodbye_there_is_no_will()
    {
        await using var rig = await RigAsync();
        await using var intake = await rig.ListeningAsync();
        await using var link = await rig.ConnectedAsync();
        await link.PublishAsync(TopicKind.Status, "stopped", retain: true);
        await link.DisconnectAsync(default);
        await link.ConnectAsync(rig.Address, rig.Login(), default);
        await link.PublishAsync(TopicKind.Journal, "next");
        Assert.Equal("status: stopped", await intake.NextTextAsync("the goodbye"));
        Assert.Equal("journal: next", await intake.NextTextAsync("what came after, and no will between"));
    }

    /// <summary>A broker that is behind still has answers to give when the goodbye comes.</summary>
    [Fact]
    public async Task A_goodbye_right_behind_many_messages_leaves_no_will_and_loses_none()
    {
        await using var rig = await RigAsync();
        await using var intake = await rig.ListeningAsync();
        await using var link = rig.NewLink();
        for (var round = 0; round < 5; round++)
        {
            await link.ConnectAsync(rig.Address, rig.Login(), default);
            for (var i = 0; i < 50; i++) await link.PublishAsync(TopicKind.Journal, $"{round}-{i}");
            await link.DisconnectAsync(default);
            for (var i = 0; i < 50; i++)
                Assert.Equal($"journal: {round}-{i}", await intake.NextTextAsync("a message, and no will"));
        }
    }

    [Fact]
    public async Task A_link_that_is_disposed_while_connected_leaves_the_will()
    {
        await using var rig = await RigAsync();
        await using var intake = await rig.ListeningAsync();
        var link = await rig.ConnectedAsync();
        await link.DisposeAsync();
        Assert.Equal("status: gone", await intake.NextTextAsync("the will"));
    }

    [Fact]
    public async Task When_the_broker_dies_the_link_says_so_and_can_connect_again()
    {
        await using var rig = await RigAsync();
        await using var link = await rig.ConnectedAsync();
        rig.Kill();
        Assert.Equal("(lost)", await link.NextTextAsync("the loss"));
        await Assert.ThrowsAsync<LinkException>(() => link.PublishAsync(TopicKind.Journal, "nowhere"));
        await rig.BackAsync();
        await ConnectUntilItWorksAsync(rig, link);
        await using var intake = await rig.ListeningAsync();
        await link.PublishAsync(TopicKind.Journal, "again");
        Assert.Equal("journal: again", await intake.NextTextAsync("a batch after the restart"));
    }

    [Fact]
    public async Task What_the_branch_keeps_for_the_device_is_heard_at_each_connect_whatever_its_size()
    {
        await using var rig = await RigAsync();
        await using var intake = await rig.ListeningAsync();
        var config = new byte[Limits.ConfigBytes];
        new Random(8).NextBytes(config);
        intake.Publish(Rig.On(TopicKind.Config), config, retain: true);
        for (var i = 0; i < 2; i++)
        {
            await using var link = rig.NewLink();
            await link.ConnectAsync(rig.Address, rig.Login(), default);
            var heard = Assert.IsType<LinkMessage>(await Eventually.NextAsync(link.Events, "the config"));
            Assert.Equal((TopicKind.Config, config.Length), (heard.Topic.Kind, heard.Payload.Length));
            Assert.Equal(config, heard.Payload.ToArray());
        }
    }

    [Fact]
    public async Task Nothing_can_be_sent_before_connecting()
    {
        await using var rig = await RigAsync();
        await using var link = rig.NewLink();
        await Assert.ThrowsAsync<LinkException>(() => link.PublishAsync(TopicKind.Journal, "nowhere"));
    }

    [Fact]
    public async Task A_wrong_password_is_refused_in_words_without_the_password()
    {
        await using var rig = await RigAsync();
        await using var link = rig.NewLink();
        var login = rig.Login() with { Password = "wrong-secret" };
        var e = await Assert.ThrowsAsync<LinkException>(() => link.ConnectAsync(rig.Address, login, default));
        Assert.Contains($"the broker refuses '{Rig.Device}': Not authorized", e.Message);
        Assert.Contains(rig.Address.ToString(), e.Message);
        Assert.DoesNotContain("wrong-secret", e.ToString());
    }

    [Fact]
    public async Task A_broker_that_is_not_there_is_named()
    {
        await using var rig = await RigAsync();
        await using var link = rig.NewLink();
        var nobody = new BrokerAddress("127.0.0.1", 1);
        var e = await Assert.ThrowsAsync<LinkException>(
            () => link.ConnectAsync(nobody, rig.Login(), default));
        Assert.Contains("127.0.0.1:1", e.Message);
    }

    [Fact]
    public async Task What_nobody_reads_is_dropped_newest_first_and_counted_but_the_loss_is_told()
    {
        await using var rig = await RigAsync();
        await using var intake = await rig.ListeningAsync();
        await using var link = await rig.ConnectedAsync(capacity: 4);
        for (var i = 0; i < 10; i++) intake.Publish(TopicKind.Ack, $"a{i}");
        await Eventually.IsTrueAsync(() => link.Overflow == 6, "six of ten do not fit");
        rig.Cut();
        for (var i = 0; i < 4; i++) Assert.Equal($"a{i}", await link.NextTextAsync($"ack {i}"));
        Assert.Equal("(lost)", await link.NextTextAsync("the loss, although the queue was full"));
    }

    [Fact]
    public async Task Connecting_anew_replaces_the_connection_without_telling_a_loss()
    {
        await using var rig = await RigAsync();
        await using var intake = await rig.ListeningAsync();
        await using var link = await rig.ConnectedAsync();
        await link.ConnectAsync(rig.Address, rig.Login(), default);
        intake.Publish(TopicKind.Ack, "once");
        intake.Publish(TopicKind.Command, "last");
        Assert.Equal("once", await link.NextTextAsync("the ack"));
        Assert.Equal("last", await link.NextTextAsync("the command, and no second ack"));
    }

    [Fact]
    public async Task The_same_device_elsewhere_takes_the_connection_over()
    {
        await using var rig = await RigAsync();
        await using var first = await rig.ConnectedAsync();
        await using var second = await rig.ConnectedAsync();
        Assert.Equal("(lost)", await first.NextTextAsync("the loss"));
    }

    [Fact]
    public async Task A_broker_that_does_not_answer_is_given_up_in_time()
    {
        await using var rig = await RigAsync();
        await using var link = rig.NewLink();
        var e = await Assert.ThrowsAsync<LinkException>(
            () => link.ConnectAsync(rig.Silent, rig.Login(), default));
        Assert.Contains($"{rig.Silent}: no answer within", e.Message);
    }

    [Fact]
    public async Task A_cancelled_connect_ends_at_once_and_another_may_follow()
    {
        await using var rig = await RigAsync();
        await using var link = rig.NewLink();
        using var cancel = new CancellationTokenSource();
        var connecting = link.ConnectAsync(rig.Silent, rig.Login(), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
        await link.ConnectAsync(rig.Address, rig.Login(), default);
        await link.PublishAsync(TopicKind.Journal, "well");
    }

    private protected abstract Task<ILinkRig> RigAsync();

    private static async Task ConnectUntilItWorksAsync(ILinkRig rig, ILink link)
    {
        // it listens a moment after it is there: by time, as refusals come quicker than anything counts
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            try
            {
                await link.ConnectAsync(rig.Address, rig.Login(), default);
                return;
            }
            catch (LinkException)
            {
                await rig.BackAsync();
                await look.WaitForNextTickAsync(limit.Token);
            }
        }
    }
}

public sealed class FakeLinkTests : LinkContract
{
    private protected override Task<ILinkRig> RigAsync() => Task.FromResult<ILinkRig>(new FakeRig());
}

public sealed class MosquittoLinkTests : LinkContract
{
    private protected override async Task<ILinkRig> RigAsync() => await RealRig.MosquittoAsync();
}
