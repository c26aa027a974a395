namespace RatingDevice.Simulation.Disk;

/// <summary>Bytes that grow; a hole reads as zeros.</summary>
internal sealed class ByteImage
{
    private byte[] _bytes = [];

    public long Size { get; private set; }

    /// <summary>Fills the span, with zeros beyond the end; returns how many bytes were there.</summary>
    public int Read(long offset, Span<byte> into)
    {
        var there = (int)Math.Clamp(Size - offset, 0, into.Length);
        if (there > 0) _bytes.AsSpan((int)offset, there).CopyTo(into);
        into[there..].Clear();
        return there;
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        var end = offset + bytes.Length;
        var room = Math.Max(end, Math.Max(4096, _bytes.Length * 2L));
        if (end > _bytes.Length) Array.Resize(ref _bytes, (int)room);
        bytes.CopyTo(_bytes.AsSpan((int)offset));
        Size = Math.Max(Size, end);
    }

    /// <summary>Cuts; as truncate(2), a longer size grows with zeros.</summary>
    public void Truncate(long size)
    {
        if (size < Size) _bytes.AsSpan((int)size, (int)(Size - size)).Clear();
        if (size > _bytes.Length) Array.Resize(ref _bytes, (int)size);
        Size = size;
    }

    public void Become(ByteImage other)
    {
        _bytes = other._bytes.AsSpan(0, (int)other.Size).ToArray();
        Size = other.Size;
    }
}
