using RatingDevice.Simulation;
using RatingDevice.Simulation.Branch;

namespace RatingDevice.Tests.Simulation;

/// <summary>
/// A simulation that cannot fail proves nothing: each careless design here must be caught by some of a few
/// seeds.
/// </summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    [Fact]
    public void Thanks_before_the_commit_is_caught() =>
        Caught(new SimOptions { HastyThanks = true }, "LOST");

    [Fact]
    public void A_device_disk_that_does_not_sync_is_caught() =>
        Caught(new SimOptions { LyingDeviceDisk = true }, "LOST");

    [Fact]
    public void A_collector_disk_that_does_not_sync_is_caught() =>
        Caught(new SimOptions { LyingCollectorDisk = true }, "acknowledged");

    [Fact]
    public void An_ack_before_the_commit_is_caught() =>
        Caught(new SimOptions { Store = store => new HastyStore(store) }, "acknowledged");

    [Fact]
    public void A_store_that_adds_to_its_rollups_twice_is_caught() =>
        Caught(new SimOptions { Store = store => new DoublingStore(store) }, "verification");

    [Fact]
    public void A_store_that_forgets_what_it_holds_is_caught() =>
        Caught(new SimOptions { Store = store => new ForgetfulStore(store) }, "");

    private void Caught(SimOptions options, string sign)
    {
        const int Seeds = 10;
        var report = SimulationRun.Run(1, Seeds, TextWriter.Null, options);
        var signs = report.Failed.Count(f => f.Failures.Any(x => x.Contains(sign, StringComparison.Ordinal)));
        output.WriteLine($"{report.Failed.Count} of {Seeds} seeds fail, {signs} with \"{sign}\"");
        Assert.True(signs > 0, $"{Seeds} seeds did not notice it");
    }
}
