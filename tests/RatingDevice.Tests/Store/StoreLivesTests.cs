namespace RatingDevice.Tests.Store;

public sealed class StoreLivesTests
{
    [Fact]
    public void Whatever_the_disk_does_nothing_acknowledged_is_lost_and_no_half_group_is_kept()
    {
        var (failures, cuts) = (0, 0);
        for (var seed = 1; seed <= 15; seed++)
        {
            using var lives = new StoreLives(seed);
            try
            {
                lives.Run();
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}: {e.Message}", e);
            }

            failures += lives.Failures;
            cuts += lives.Cuts;
        }

        Assert.True(failures > 12 && cuts > 12, $"{failures} failures and {cuts} cuts prove little");
    }
}
