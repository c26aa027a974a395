using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Channel;

namespace RatingDevice.Collector.Broker.MqttNet;

/// <summary>
/// One client's bytes. MQTTnet makes room for whatever length a packet announces, up to a quarter of a
/// gigabyte, before anybody has shown a password; here the connection ends instead. It also reads byte by
/// byte where a packet begins; here the system is asked for a piece at a time.
/// </summary>
internal sealed class LimitedChannel(Socket socket, int mostPacketBytes) : IMqttChannel
{
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);
    private readonly byte[] _piece = new byte[16 * 1024];
    private PacketSize _size = new(mostPacketBytes);
    private int _from, _to;

    public X509Certificate2? ClientCertificate => null;

    public EndPoint? RemoteEndPoint { get; } = socket.RemoteEndPoint;

    public EndPoint? LocalEndPoint { get; } = socket.LocalEndPoint;

    public bool IsSecureConnection => false;

    public Task ConnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task DisconnectAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public async Task<int> ReadAsync(
        byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        if (_from == _to)
        {
            _from = 0;
            _to = await _stream.ReadAsync(_piece, cancellationToken);
        }

        var some = Math.Min(count, _to - _from);
        var bytes = _piece.AsSpan(_from, some);
        if (!_size.Pass(bytes)) throw new IOException($"a packet announces over {mostPacketBytes} bytes");
        bytes.CopyTo(buffer.AsSpan(offset));
        _from += some;
        return some;
    }

    public async Task WriteAsync(
        ReadOnlySequence<byte> buffer, bool isEndOfPacket, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var segment in buffer) await _stream.WriteAsync(segment, cancellationToken);
        }
        catch (IOException)
        {
            // The client has left. Reading finds that out too, but after all it had sent: a goodbye must not
            // be lost because its answer could not be delivered.
        }
    }

    public void Dispose() => _stream.Dispose();
}
