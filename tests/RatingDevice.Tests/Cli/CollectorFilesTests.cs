using RatingDevice.Collector;
using RatingDevice.Hosting;

namespace RatingDevice.Tests.Cli;

public sealed class CollectorFilesTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("collector-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public void A_second_collector_on_the_same_folder_is_refused_until_the_first_is_gone()
    {
        var files = new CollectorFiles(Path.Combine(_data, "new"));
        using (files.Hold())
        {
            var second = new CollectorFiles(Path.Combine(_data, "new"));
            var error = Assert.Throws<IOException>(second.Hold);
            Assert.Contains("another collector", error.Message, StringComparison.Ordinal);
        }

        files.Hold().Dispose();
    }

    [Theory]
    [InlineData("""{"dataDirectory":"/x","registryFile":"/y","colour":"red"}""", "colour")]
    [InlineData("""{"registryFile":"/y"}""", "dataDirectory")]
    [InlineData("""{"dataDirectory":"/x","registryFile":"/y","http":{"port":70000}}""", "http:port")]
    [InlineData("""{"dataDirectory":"/x","registryFile":"/y","broker":{"mode":"borrowed"}}""", "broker:mode")]
    [InlineData("""{"dataDirectory":"/x","registryFile":"/y","ingest":{"groupEntries":0}}""", "groupEntries")]
    [InlineData("""{"dataDirectory":"/x","registryFile":"/y","fleet":{"silentAfterSeconds":""}}""", "silent")]
    [InlineData("[]", "JSON")]
    public void A_bad_option_is_named(string json, string named)
    {
        var path = Path.Combine(_data, "options.json");
        File.WriteAllText(path, json);
        var error = Assert.Throws<OptionsException>(() => OptionsFile.Load<CollectorOptions>(path, []));
        Assert.Contains(named, error.Message, StringComparison.OrdinalIgnoreCase);
    }
}
