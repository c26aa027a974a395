using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Figures;

/// <summary>The last entry of a journal that the figures of a period rest on.</summary>
/// <param name="Device">Whose journal.</param>
/// <param name="Journal">Which.</param>
/// <param name="First">First entry of the period that counts.</param>
/// <param name="Last">Last one.</param>
/// <param name="Hash">Digest of the last one's line: it fixes every line before it.</param>
internal sealed record RestsOn(DeviceId Device, JournalId Journal, long First, long Last, Digest? Hash)
{
    public static IReadOnlyList<Column<RestsOn>> Columns { get; } =
    [
        new("device", ColumnKind.Text, new("设备编号", "Device"), new("设备编号", "Id of the device"),
            r => CellValue.Of(r.Device.ToString())),
        new("journal", ColumnKind.Text, new("日志", "Journal"), new("设备日志编号", "The device's journal"),
            r => CellValue.Of(r.Journal.ToString())),
        new("first", ColumnKind.Count, new("首条", "First"),
            new("本期首条计入的序号", "Number of the first entry of the period that counts"),
            r => CellValue.Of(r.First)),
        new("last", ColumnKind.Count, new("末条", "Last"),
            new("本期末条计入的序号", "Number of the last entry of the period that counts"),
            r => CellValue.Of(r.Last)),
        new("hash", ColumnKind.Hash, new("末条摘要", "Hash of the last"),
            new("末条的 SHA-256,由此锁定其前的全部记录",
                "Digest of the last entry's line; it fixes every line before it"),
            r => r.Hash is { } hash ? CellValue.Of($"sha256-{hash}") : CellValue.Nothing),
    ];

    /// <summary>Of one outlet, by device and journal.</summary>
    public static IReadOnlyList<RestsOn> Of(IRatingStore store, OutletId outlet, Period period)
    {
        var spans = new SortedDictionary<(DeviceId Device, JournalId Journal), (long First, long Last)>();
        for (var day = period.From; day <= period.To; day = day.AddDays(1))
        {
            foreach (var e in store.Events(outlet, day))
            {
                var span = spans.GetValueOrDefault((e.Post.Device, e.Journal), (e.N, e.N));
                spans[(e.Post.Device, e.Journal)] = (Math.Min(span.Item1, e.N), Math.Max(span.Item2, e.N));
            }
        }

        return
        [
            .. spans.Select(s => new RestsOn(
                s.Key.Device, s.Key.Journal, s.Value.First, s.Value.Last,
                HashOf(store, s.Key.Journal, s.Value.Last))),
        ];
    }

    private static Digest? HashOf(IRatingStore store, JournalId journal, long n) =>
        store.Evidence(journal, n).FirstOrDefault()?.Line(n) is { } line ? Digest.Of(line.Span) : null;
}
