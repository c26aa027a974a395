namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>
/// The log LiteDB writes, made to keep what a commit promises. LiteDB appends the pages of a transaction, the
/// last one marked as its end, and never syncs them: a power cut may keep the end and lose what comes before,
/// or tear the end itself, and at the next start either counts as a whole transaction. So the latest page is
/// held back, and <see cref="Seal"/> writes it in two: all of the transaction but its last page's first
/// sector, a sync, that sector, a sync. A page that begins with zeros is skipped when the log is read again.
/// </summary>
/// <param name="file">Its flush is a sync.</param>
internal sealed class SealedLog(Stream file) : Stream
{
    private const int Sector = 512;

    private byte[] _page = new byte[8192]; // LiteDB's page
    private int _held; // bytes of it; 0: nothing is held back
    private long _heldAt;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length =>
        _held == 0 ? file.Length : Math.Max(file.Length, _heldAt + _held);

    public override long Position { get; set; }

    /// <summary>Ends a transaction: it is on the disk, whole, when this returns.</summary>
    public void Seal()
    {
        if (_held > 0)
        {
            var head = Math.Min(Sector, _held);
            Put(_heldAt + head, _page.AsSpan(head, _held - head));
            file.Flush();
            Put(_heldAt, _page.AsSpan(0, head));
            _held = 0;
        }

        file.Flush();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        Release();
        file.Position = Position;
        var read = file.Read(buffer, offset, count);
        Position += read;
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        Release();
        if (_page.Length < count) _page = new byte[count];
        buffer.AsSpan(offset, count).CopyTo(_page);
        _held = count;
        _heldAt = Position;
        Position += count;
    }

    /// <summary>Cuts and syncs: what was cut must not come back behind newer pages.</summary>
    public override void SetLength(long value)
    {
        _held = 0;
        file.SetLength(value);
        file.Flush();
    }

    public override void Flush()
    {
        Release();
        file.Flush();
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }

    private void Release()
    {
        if (_held == 0) return;
        var page = _page.AsSpan(0, _held);
        _held = 0;
        Put(_heldAt, page);
    }

    private void Put(long at, ReadOnlySpan<byte> bytes)
    {
        file.Position = at;
        file.Write(bytes);
    }
}
