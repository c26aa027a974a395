using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Channel;

namespace RatingDevice.Hosting.MqttNet;

/// <summary>
/// One connection's bytes, on either side. MQTTnet makes room for whatever length a packet announces, up to a
/// quarter of a gigabyte, before anybody has shown a password; here the connection ends instead. It reads
/// byte by byte where a packet begins and 4 KiB at a time behind it; here the system is asked for a piece
/// at a time. Its own channel brings the libraries for TLS and web sockets into memory, used or not.
/// </summary>
public sealed class LimitedChannel : IMqttChannel
{
    private readonly Socket _socket;
    private readonly EndPoint? _to;
    private readonly byte[] _piece;
    private readonly int _mostPacketBytes;
    private PacketSize _size;
    private NetworkStream? _stream;
    private int _from, _end;

    /// <summary>Over a socket that is connected; it is closed with this.</summary>
    public LimitedChannel(Socket socket, int mostPacketBytes, int pieceBytes)
    {
        ArgumentNullException.ThrowIfNull(socket);
        (_socket, _mostPacketBytes, _size) = (socket, mostPacketBytes, new(mostPacketBytes));
        _piece = new byte[pieceBytes];
        if (socket.Connected) Open();
    }

    /// <summary>Connects when it is told to.</summary>
    public LimitedChannel(EndPoint to, int mostPacketBytes, int pieceBytes)
        : this(new Socket(SocketType.Stream, ProtocolType.Tcp), mostPacketBytes, pieceBytes) => _to = to;

    /// <inheritdoc/>
    public X509Certificate2? ClientCertificate => null;

    /// <inheritdoc/>
    public EndPoint? RemoteEndPoint { get; private set; }

    /// <inheritdoc/>
    public EndPoint? LocalEndPoint { get; private set; }

    /// <inheritdoc/>
    public bool IsSecureConnection => false;

    /// <inheritdoc/>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        if (_to is null) return;
        await _socket.ConnectAsync(_to, cancellationToken);
        _socket.NoDelay = true;
        Open();
    }

    /// <inheritdoc/>
    public Task DisconnectAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<int> ReadAsync(
        byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        if (_from == _end)
        {
            _from = 0;
            _end = await Stream().ReadAsync(_piece, cancellationToken);
        }

        var some = Math.Min(count, _end - _from);
        var bytes = _piece.AsSpan(_from, some);
        if (!_size.Pass(bytes)) throw new IOException($"a packet announces over {_mostPacketBytes} bytes");
        bytes.CopyTo(buffer.AsSpan(offset));
        _from += some;
        return some;
    }

    /// <inheritdoc/>
    public async Task WriteAsync(
        ReadOnlySequence<byte> buffer, bool isEndOfPacket, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var segment in buffer) await Stream().WriteAsync(segment, cancellationToken);
        }
        catch (IOException)
        {
            // The other side has left. Reading finds that out too, but after all it had sent: a goodbye must
            // not be lost because its answer could not be delivered.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream?.Dispose();
        _socket.Dispose();
    }

    private void Open()
    {
        _stream = new NetworkStream(_socket, ownsSocket: true);
        (RemoteEndPoint, LocalEndPoint) = (_socket.RemoteEndPoint, _socket.LocalEndPoint);
    }

    private NetworkStream Stream() => _stream ?? throw new IOException("not connected");
}
