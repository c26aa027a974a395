using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Statements;

public sealed class StatedPeriodTests : IDisposable
{
    private readonly ChainScript _chain = new("o-1");

    public void Dispose() => _chain.Dispose();

    [Fact]
    public void What_a_device_misses_counts_once_though_each_of_its_journals_says_it()
    {
        var day = _chain.Day("2026-11-20").Statement with
        {
            Devices = [Line("d-1", "j-1", 7), Line("d-1", "j-2", 7), Line("d-2", "j-3", 5)],
        };
        using var key = System.Security.Cryptography.ECDsa.Create();
        var stated = StatedPeriod.Of(SignedStatement.Of(day, key), DateTimeOffset.UnixEpoch);
        Assert.Equal((12, 27), (stated.Report.Missing, stated.Report.Entries));
    }

    private static DeviceLine Line(string device, string journal, long missing) => new(
        DeviceId.Parse(device), CounterId.Parse("c-1"), JournalId.Parse(journal), 1, 9, Digest.Of("line"u8),
        Digest.Of("key"u8), 9, "sig", missing);
}
