namespace RatingDevice.Hosting.MqttNet;

/// <summary>Follows a client's bytes from packet to packet by the length each one begins with.</summary>
/// <param name="most">Longest packet allowed, in bytes after its fixed header.</param>
internal struct PacketSize(int most)
{
    private int _body;
    private int _length;
    private int _shift = -1; // -1: the next byte begins a packet; otherwise inside its length

    /// <summary>False when a packet announces more than is allowed; nothing of it has been passed.</summary>
    public bool Pass(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_body > 0)
            {
                var some = Math.Min(_body, bytes.Length);
                _body -= some;
                bytes = bytes[some..];
                continue;
            }

            if (!Header(bytes[0])) return false;
            bytes = bytes[1..];
        }

        return true;
    }

    private bool Header(byte next)
    {
        if (_shift < 0)
        {
            (_shift, _length) = (0, 0);
            return true;
        }

        _length |= (next & 0x7F) << _shift;
        _shift += 7;
        if ((next & 0x80) != 0) return _shift < 28; // a length has four bytes at most
        (_body, _shift) = (_length, -1);
        return _length <= most;
    }
}
