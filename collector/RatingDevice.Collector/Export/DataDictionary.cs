using System.Text.Json;
using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Export;

/// <summary>What each column of some tables means, as a table of its own.</summary>
internal static class DataDictionary
{
    private static readonly Column[] Columns =
    [
        new("column", ColumnKind.Text, new("列名", "Column"), new("", "")),
        new("heading", ColumnKind.Text, new("标题", "Heading"), new("", "")),
        new("kind", ColumnKind.Text, new("类型", "Kind"), new("", "")),
        new("meaning", ColumnKind.Text, new("含义", "Meaning"), new("", "")),
    ];

    public static Table Of(IEnumerable<Table> tables, Language language)
    {
        var all = tables.SelectMany(t => t.Columns).DistinctBy(c => c.Name).ToList();
        return new("dictionary", new("数据字典", "Data dictionary"), 1, Columns, all.Select(c => new[]
        {
            CellValue.Of(c.Name), CellValue.Of(c.Heading.In(language)),
            CellValue.Of(JsonNamingPolicy.CamelCase.ConvertName(c.Kind.ToString())),
            CellValue.Of(c.Meaning.In(language)),
        }), all.Count);
    }
}
