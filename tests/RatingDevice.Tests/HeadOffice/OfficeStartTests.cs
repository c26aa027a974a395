using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector;
using RatingDevice.Hosting;

namespace RatingDevice.Tests.HeadOffice;

/// <summary>What a receiving unit refuses to start on, before anything is opened.</summary>
public sealed class OfficeStartTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("office-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_unit_that_is_not_in_its_tree_is_refused_and_leaves_nothing()
    {
        var error = await RefusedAsync(CollectorRole.HeadOffice, "zz");
        Assert.Contains("unit zz is not in the tree of ho", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(new CollectorFiles(Data).UnitName));
    }

    [Fact]
    public async Task A_branch_s_data_directory_is_refused()
    {
        Directory.CreateDirectory(Data);
        File.WriteAllText(new CollectorFiles(Data).KeptRegistry + ".json", "{}");
        var error = await RefusedAsync(CollectorRole.HeadOffice, "ho");
        Assert.Contains("is the data directory of a branch", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receiving_unit_s_data_directory_is_refused_to_a_branch()
    {
        Directory.CreateDirectory(Data);
        File.WriteAllText(new CollectorFiles(Data).UnitName, "ho\n");
        var error = await RefusedAsync(CollectorRole.Branch, "b-1");
        Assert.Contains("is the data directory of a receiving unit", error.Message, StringComparison.Ordinal);
    }

    private string Data => Path.Combine(_root, "data");

    private async Task<OptionsException> RefusedAsync(CollectorRole role, string unit)
    {
        var tree = Path.Combine(_root, "bank.csv");
        await File.WriteAllTextAsync(tree, "kind,id,parent,zone\nunit,ho,,\noutlet,o-1,ho,Asia/Shanghai\n");
        var options = new CollectorOptions
        {
            Role = role, Unit = unit, DataDirectory = Data, RegistryFile = tree,
        };
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await Assert.ThrowsAsync<OptionsException>(
            () => new CollectorHost(options, NullLoggerFactory.Instance).RunAsync(limit.Token));
    }
}
