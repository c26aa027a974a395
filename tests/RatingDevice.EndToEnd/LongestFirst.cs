using RatingDevice.EndToEnd;
using RatingDevice.EndToEnd.Browser;
using RatingDevice.EndToEnd.Cluster;
using RatingDevice.EndToEnd.Demo;
using RatingDevice.EndToEnd.Faults;
using RatingDevice.EndToEnd.HeadOffice;
using RatingDevice.EndToEnd.Pages;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace RatingDevice.EndToEnd;

/// <summary>
/// Classes that take longest begin first: the tests of a class run one after another, and a long class that
/// begins last would run alone on a machine that could do three.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        .. new[]
        {
            typeof(BankPageTests), typeof(KillTests), typeof(SeveralCollectorsTests), typeof(EveryPageTests),
            typeof(HeadOfficeTests), typeof(BrokerAwayTests), typeof(DiskFullTests), typeof(DemoTests),
            typeof(PanelAndLivePageTests), typeof(RestartTests),
        }.Select(t => $" {t.FullName} "),
    ];

    /// <summary>The long ones in their order, then the others as they come.</summary>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(Place)];

    private static int Place<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection
    {
        var at = Array.FindIndex(Long, name => collection.TestCollectionDisplayName
            .Contains(name, StringComparison.Ordinal));
        return at < 0 ? Long.Length : at;
    }
}
