namespace RatingDevice.Collector.Export.OpenXml;

/// <summary>
/// Takes what is written and hands it on when asked: XML and ZIP writers know no waiting, and a thread must
/// not wait for a slow reader. Holds no more than was written between two hand-overs.
/// </summary>
internal sealed class SpillStream : Stream
{
    private byte[] _held = new byte[128 * 1024];
    private int _count;

    /// <summary>Bytes not handed on yet.</summary>
    public int Held => _count;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Hands on what is held.</summary>
    public async ValueTask SpillAsync(Stream to, CancellationToken stop)
    {
        if (_count == 0) return;
        await to.WriteAsync(_held.AsMemory(0, _count), stop);
        _count = 0;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_held.Length - _count < buffer.Length)
            Array.Resize(ref _held, Math.Max(_held.Length * 2, _count + buffer.Length));
        buffer.CopyTo(_held.AsSpan(_count));
        _count += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // only SpillAsync hands on
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
