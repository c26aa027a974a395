using RatingDevice.Collector;
using RatingDevice.Collector.Stack;
using RatingDevice.Collector.Store;
using RatingDevice.Hosting;

namespace RatingDevice.Tests.Hosting;

public sealed class StackChoiceTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("stack-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public void The_one_asked_for_is_taken()
    {
        var both = new Dictionary<StackName, string>
        {
            [StackName.System] = "libraries", [StackName.Managed] = "packages",
        };
        Assert.Equal("libraries", StackChoice.Of(StackName.System, both));
        Assert.Equal("packages", StackChoice.Of(StackName.Managed, both));
    }

    [Fact]
    public void One_that_is_not_compiled_in_is_an_error_with_what_to_do()
    {
        var system = new Dictionary<StackName, string> { [StackName.System] = "libraries" };
        var error = Assert.Throws<OptionsException>(() => StackChoice.Of(StackName.Managed, system));
        Assert.Contains("stack is 'managed', but this program was built with system only", error.Message);
        Assert.Contains("./rating stack", error.Message);
    }

    [Fact]
    public void What_is_compiled_in_is_the_default_of_the_options_and_the_system_stack_is_always_there()
    {
        Assert.Equal(CompiledParts.Usual, new CollectorOptions().Stack);
        Assert.Contains(CompiledParts.Usual, CompiledParts.All.Keys);
        Assert.Contains(StackName.System, CompiledParts.All.Keys);
    }

    [Fact]
    public void A_new_data_directory_has_no_store_yet() =>
        Assert.Null(StoreKind.Of(_data, CompiledParts.Stores));

    [Fact]
    public void A_data_directory_keeps_the_store_it_has()
    {
        File.WriteAllText(Path.Combine(_data, StoreKind.SqliteFile), "");
        Assert.Equal("SQLite", StoreKind.Of(_data, CompiledParts.Stores)!.Name);
    }

    [Fact]
    public void A_store_that_is_not_compiled_in_is_named_instead_of_begun_anew()
    {
        File.WriteAllText(Path.Combine(_data, StoreKind.LiteDbFile), "");
        var error = Assert.Throws<OptionsException>(() => StoreKind.Of(_data, [SystemStack.Sqlite]));
        Assert.Contains("LiteDB", error.Message);
        Assert.Contains("Stack=managed", error.Message);
    }

    [Fact]
    public void Two_stores_are_one_too_many()
    {
        File.WriteAllText(Path.Combine(_data, StoreKind.SqliteFile), "");
        File.WriteAllText(Path.Combine(_data, StoreKind.LiteDbFile), "");
        var error = Assert.Throws<OptionsException>(() => StoreKind.Of(_data, CompiledParts.Stores));
        Assert.Contains(StoreKind.SqliteFile, error.Message);
        Assert.Contains(StoreKind.LiteDbFile, error.Message);
    }
}
