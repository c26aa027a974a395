using Microsoft.Extensions.Hosting;

namespace RatingDevice.Collector.Dashboard;

/// <summary>Signals belong to the program, not to a web server within it.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken stop) => Task.CompletedTask;

    public Task StopAsync(CancellationToken stop) => Task.CompletedTask;
}
