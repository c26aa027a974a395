namespace RatingDevice.Simulation.Disk;

/// <summary>
/// A file of a simulated disk for code that does not go through SQLite; as cruel as for SQLite.
/// </summary>
internal sealed class SimDiskStream(SimHandle file) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length
    {
        get
        {
            Check(file.Size(out var size));
            return size;
        }
    }

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var there = (int)Math.Min(count, Length - Position);
        Check(file.Read(buffer.AsSpan(offset, there), Position));
        Position += there;
        return there;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        Check(file.Write(buffer.AsSpan(offset, count), Position));
        Position += count;
    }

    public override void Flush() => Check(file.Sync());

    public override long Seek(long offset, SeekOrigin origin) =>
        throw new NotSupportedException("set Position");

    public override void SetLength(long value) => Check(file.Truncate(value));

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Close();
        base.Dispose(disposing);
    }

    private static void Check(int code)
    {
        if (code != SqliteCodes.Ok) throw new IOException($"the simulated disk said {code}");
    }
}
