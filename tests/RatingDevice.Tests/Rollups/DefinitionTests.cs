using System.Text;
using System.Text.Json;
using RatingDevice.Collector.Rollups;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Rollups;

public sealed class DefinitionTests
{
    [Fact]
    public void The_first_version_is_as_released()
    {
        var d = Definition.All[0];
        Assert.Equal(("service-rating-1", new DateOnly(2026, 1, 1)), (d.Id, d.ValidFrom));
        Assert.Equal("非常满意 满意 一般 不满意", string.Join(' ', d.Levels.Select(l => l.Zh)));
        Assert.Equal([100m, 66.67m, 33.33m, 0m], d.Levels.Select(l => l.Weight));
        Assert.Equal([true, true, false, false], d.Levels.Select(l => l.Satisfied));
        Assert.Equal(TimeSpan.FromSeconds(15), d.Window);
        // a released file is never edited: add a version
        Assert.Equal("FNEtyKp6Qx-IdYlocpVhmSgVL6XpWC5SVJ2wycipJsE", d.Hash.ToString());
    }

    [Fact]
    public void A_day_has_the_version_in_force()
    {
        Assert.Equal("service-rating-1", Definition.On(new DateOnly(2026, 10, 31)).Id);
        Assert.Equal("service-rating-2", Definition.On(new DateOnly(2026, 11, 1)).Id);
        Assert.Same(Definition.All[0], Definition.On(new DateOnly(1999, 1, 1)));
        Assert.Equal(Definition.All.OrderBy(d => d.ValidFrom), Definition.All);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"id\":\"x\",\"surprise\":1}")]
    public void A_file_that_is_no_definition_is_refused(string json) =>
        Assert.Throws<JsonException>(() => Definition.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void The_hash_is_of_the_bytes() => Assert.NotEqual(
        Definition.Current.Hash, Digest.Of("something else"u8));
}
