using System.Text;
using CsvHelper;
using RatingDevice.Collector.Export;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Tests.Export;

/// <summary>What an export writes, and how programs read it back.</summary>
internal static class Exported
{
    /// <summary>Asked as an address asks: "period=2026-11&amp;by=teller".</summary>
    public static async Task<byte[]> BytesAsync(
        IRatingStore store, BranchRegistry registry, ExportWhat what, ExportFormat format, string fields)
    {
        using var to = new MemoryStream();
        await File(store, registry, what, format, fields).WriteAsync(new Forward(to), CancellationToken.None);
        return to.ToArray();
    }

    public static ExportFile File(
        IRatingStore store, BranchRegistry registry, ExportWhat what, ExportFormat format, string fields)
    {
        var ask = ExportAsk.Read(what, format, Field(fields), DefinitionBook.BuiltIn, out var wrong, out _);
        Assert.True(ask is not null, wrong);
        return new Exporter(store, registry, DefinitionBook.BuiltIn).Open(ask);
    }

    public static Func<string, string?> Field(string fields) => fields
        .Split('&', StringSplitOptions.RemoveEmptyEntries).Select(f => f.Split('=', 2))
        .ToDictionary(f => f[0], f => (string?)f[1]).GetValueOrDefault;

    /// <summary>The text of a CSV export, without its mark.</summary>
    public static async Task<string> CsvAsync(
        IRatingStore store, BranchRegistry registry, ExportWhat what, string fields) =>
        Encoding.UTF8.GetString((await BytesAsync(store, registry, what, ExportFormat.Csv, fields))[3..]);

    /// <summary>Rows by column name, as another program's CSV reader sees them.</summary>
    public static List<Dictionary<string, string>> Rows(byte[] csv)
    {
        using var reader = CsvReader.Create(csv, CsvReaderOptions.Default with { HasHeader = false });
        var all = new List<string[]>();
        while (reader.Read())
            all.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i) ?? "")]);
        return [.. all.Skip(1).Select(r => all[0].Zip(r).ToDictionary(p => p.First, p => p.Second))];
    }

    /// <summary>As an HTTP answer is: written forwards, nothing else, and only without waiting.</summary>
    private sealed class Forward(Stream to) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken stop) =>
            to.WriteAsync(buffer, stop);

        public override Task FlushAsync(CancellationToken stop) => Task.CompletedTask;

        public override void Flush() => throw new InvalidOperationException("a thread would wait");

        public override void Write(byte[] buffer, int offset, int count) =>
            throw new InvalidOperationException("a thread would wait");

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
