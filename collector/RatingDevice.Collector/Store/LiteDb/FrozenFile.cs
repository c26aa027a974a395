namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>
/// A file as long as it was when it was opened, for reading: what is appended later is not seen.
/// </summary>
internal sealed class FrozenFile : Stream
{
    private const int Page = 8192;
    private readonly FileStream? _file;

    private FrozenFile(FileStream? file, long length) => (_file, Length) = (file, length);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position { get; set; }

    /// <summary>Opens it, whole pages only; one that is not there is empty.</summary>
    public static FrozenFile Open(string path)
    {
        if (!File.Exists(path)) return new(null, 0);
        var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        return new(file, file.Length / Page * Page);
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var there = (int)Math.Clamp(Length - Position, 0, count);
        if (there == 0) return 0;
        _file!.Position = Position;
        var read = _file.Read(buffer, offset, there);
        Position += read;
        return read;
    }

    public override void Flush()
    {
        // nothing is written
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void SetLength(long value) => throw new NotSupportedException("opened for reading");

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("opened for reading");

    protected override void Dispose(bool disposing)
    {
        if (disposing) _file?.Dispose();
        base.Dispose(disposing);
    }
}
