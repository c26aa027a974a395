namespace RatingDevice.Tests.Dashboard;

/// <summary>One dashboard for many questions that change nothing; device d-1 is connected.</summary>
public sealed class RunningDashboard : IAsyncLifetime
{
    internal DashboardRig Rig { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Rig = await DashboardRig.StartAsync();
        Rig.Connect();
    }

    public ValueTask DisposeAsync() => Rig.DisposeAsync();
}
