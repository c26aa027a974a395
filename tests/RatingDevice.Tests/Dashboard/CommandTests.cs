using System.Net;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Dashboard;

/// <summary>What the counter PC tells a device through the collector.</summary>
public sealed class CommandTests
{
    [Theory]
    [InlineData("invite", "{}", CommandVerb.Invite)]
    [InlineData("invite", "{\"service\":\"a-013\"}", CommandVerb.Invite)]
    [InlineData("cancel", "{}", CommandVerb.Cancel)]
    [InlineData("pause", "{}", CommandVerb.Pause)]
    [InlineData("resume", "{}", CommandVerb.Resume)]
    [InlineData("sign-on", "{\"teller\":\"0071\"}", CommandVerb.SignOn)]
    [InlineData("sign-on", "{\"teller\":\"nobody-knows\"}", CommandVerb.SignOn)]
    [InlineData("sign-off", "{}", CommandVerb.SignOff)]
    [InlineData("identify", "{}", CommandVerb.Identify)]
    [InlineData("release", "{\"teller\":\"0071\"}", CommandVerb.Release)]
    public async Task An_order_reaches_the_device_once_with_an_id_and_an_expiry(
        string verb, string body, CommandVerb expected)
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Connect();
        var (status, answer) = await rig.PostAsync($"/api/v1/devices/d-1/{verb}", body);
        Assert.Equal(HttpStatusCode.Accepted, status);
        var command = Assert.Single(rig.Commands);
        Assert.Equal(expected, command.Do);
        Assert.Equal(command.Id.ToString(), (string)answer["commandId"]!);
        Assert.Equal(rig.Time.GetUtcNow(), command.At);
        Assert.InRange(command.Ttl, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Equal(Trigger.CounterPc, command.By);
        Assert.Equal(body.Contains("a-013", StringComparison.Ordinal), command.Service is not null);
        Assert.Equal(verb is "sign-on" or "release", command.Teller is not null);
    }

    [Fact]
    public async Task Every_order_has_an_id_of_its_own()
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Connect();
        for (var i = 0; i < 20; i++) await rig.PostAsync("/api/v1/devices/d-1/invite");
        Assert.Equal(20, rig.Commands.Select(c => c.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("d-9")]
    [InlineData("D-1")]
    [InlineData("d%2F1")]
    [InlineData("a-name-that-is-longer-than-thirty-two-characters")]
    public async Task An_unknown_device_is_404(string device)
    {
        await using var rig = await DashboardRig.StartAsync();
        var (status, answer) = await rig.PostAsync($"/api/v1/devices/{device}/invite");
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("no device", (string)answer["detail"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "never-heard")]
    [InlineData(LinkState.Lost, "lost")]
    [InlineData(LinkState.Stopped, "stopped")]
    public async Task A_device_that_is_not_there_is_409_and_gets_nothing_later(LinkState? state, string name)
    {
        await using var rig = await DashboardRig.StartAsync();
        if (state is { } heard)
        {
            rig.Connect();
            rig.Hear(heard);
        }

        var (status, answer) = await rig.PostAsync("/api/v1/devices/d-1/invite");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains($"is {name}", (string)answer["detail"]!, StringComparison.Ordinal);
        Assert.Contains("not be later", (string)answer["todo"]!, StringComparison.Ordinal);
        Assert.Empty(rig.Commands);
    }

    [Fact]
    public async Task Nobody_can_be_invited_in_service_mode_and_everything_else_can_be_told()
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Connect();
        rig.Hear(s => s with { InService = true });
        var (status, answer) = await rig.PostAsync("/api/v1/devices/d-1/invite");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("service mode", (string)answer["detail"]!, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Accepted, (await rig.PostAsync("/api/v1/devices/d-1/sign-off")).Status);
        var live = await rig.GetAsync("/api/v1/live");
        Assert.Contains(live["notices"]!.AsArray(), n => (string)n!["code"]! == "in-service");
        var devices = await rig.GetAsync("/api/v1/devices");
        Assert.True((bool)devices["devices"]![0]!["status"]!["inService"]!);
    }

    [Fact]
    public async Task A_silent_device_is_409_too()
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Connect();
        rig.Time.Move(TimeSpan.FromSeconds(91));
        Assert.Equal(HttpStatusCode.Conflict, (await rig.PostAsync("/api/v1/devices/d-1/invite")).Status);
    }

    [Fact]
    public async Task With_the_broker_away_it_is_503()
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Connect();
        rig.Broker.Stop();
        var (status, answer) = await rig.PostAsync("/api/v1/devices/d-1/invite");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("broker is away", (string)answer["detail"]!, StringComparison.Ordinal);
    }
}
