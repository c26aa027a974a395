using System.IO.Compression;
using DocumentFormat.OpenXml;
using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Export.OpenXml;

/// <summary>
/// Tables as an XLSX workbook, written front to back as the rows are read: into an answer or a file, in the
/// same memory whatever their number. Nothing in it tells when it was made, so the same tables give the same
/// bytes.
/// </summary>
internal sealed class WorkbookFile : IDisposable
{
    /// <summary>Rows of a sheet by the format, the heading among them.</summary>
    public const int MostRows = 1_048_576;

    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Handed on whenever so many bytes are ready.</summary>
    private const int Handful = 64 * 1024;

    // the first moment a ZIP file can name
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SpillStream _spill = new();
    private readonly ZipArchive _zip;
    private readonly Stream _to;
    private readonly Language _language;
    private readonly int _mostRows;
    private readonly SharedTexts _texts = new();
    private readonly List<string> _sheets = [];

    /// <param name="to">Where to; needs no seeking and stays open.</param>
    /// <param name="language">Of headings and words.</param>
    /// <param name="mostRows">Rows of a sheet; more go on in a further one.</param>
    public WorkbookFile(Stream to, Language language, int mostRows = MostRows)
    {
        (_to, _language, _mostRows) = (to, language, mostRows);
        _zip = new(_spill, ZipArchiveMode.Create, leaveOpen: true);
    }

    /// <summary>Most bytes ever held back, for a test of memory.</summary>
    public int MostHeld { get; private set; }

    /// <summary>Adds a table, as one sheet or more.</summary>
    public async Task AddAsync(Table table, CancellationToken stop)
    {
        using var rows = table.Rows.GetEnumerator();
        var more = rows.MoveNext();
        for (var part = 1; part == 1 || more; part++)
            more = await AddPartAsync(table, part, rows, more, stop);
    }

    /// <summary>Ends the workbook; without this it is none.</summary>
    public async Task FinishAsync(CancellationToken stop)
    {
        Part("xl/sharedStrings.xml", _texts.Write);
        Part("xl/styles.xml", to =>
        {
            using var xml = OpenXmlWriter.Create(to);
            xml.WriteStartDocument(standalone: true);
            xml.WriteElement(CellStyles.Sheet());
        });
        Part("xl/workbook.xml", to => PackageParts.Sheets(to, _sheets));
        Part("xl/_rels/workbook.xml.rels", to => PackageParts.Workbook(to, _sheets.Count));
        Part("_rels/.rels", PackageParts.Root);
        Part("[Content_Types].xml", to => PackageParts.Types(to, _sheets.Count));
        _zip.Dispose();
        await SpillAsync(stop);
    }

    public void Dispose()
    {
        _zip.Dispose();
        _spill.Dispose();
    }

    // True where rows are left for another sheet.
    private async Task<bool> AddPartAsync(
        Table table, int part, IEnumerator<Figures.CellValue[]> rows, bool more, CancellationToken stop)
    {
        var title = table.Title.In(_language);
        _sheets.Add(part == 1 ? title : $"{title} {part}");
        await using var entry = Open($"xl/worksheets/sheet{_sheets.Count}.xml");
        using var sheet = new SheetWriter(entry, table.Columns, _texts, _language);
        for (var written = 1; more && written < _mostRows; written++)
        {
            sheet.Write(rows.Current);
            if (_spill.Held > Handful) await SpillAsync(stop);
            more = rows.MoveNext();
        }

        return more;
    }

    private void Part(string name, Action<Stream> write)
    {
        using var entry = Open(name);
        write(entry);
    }

    private Stream Open(string name)
    {
        var entry = _zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = NoTime;
        return entry.Open();
    }

    private async Task SpillAsync(CancellationToken stop)
    {
        MostHeld = Math.Max(MostHeld, _spill.Held);
        await _spill.SpillAsync(_to, stop);
    }
}
