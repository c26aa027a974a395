using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace RatingDevice.Tests.Broker.MqttNet;

/// <summary>
/// MQTT 5 byte by byte, for what no library lets a client do: not to acknowledge, not to read.
/// </summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient _tcp = new() { ReceiveBufferSize = 4096 };
    private NetworkStream _stream = null!;

    public static async Task<RawClient> ConnectAsync(IRealBroker real, string device)
    {
        var raw = new RawClient();
        await raw._tcp.ConnectAsync(real.Endpoint.Host, real.Endpoint.Port);
        raw._stream = raw._tcp.GetStream();
        var secret = real.Credentials.Secret(DeviceId.Parse(device));
        byte[] body =
        [
            .. Text("MQTT"), 5, 0b1100_0010, 0, 60, 0, .. Text(device), .. Text(device), .. Text(secret),
        ];
        await raw.SendAsync(0x10, body);
        Assert.Equal(0x20, (await raw.ReadAsync()).Kind);
        return raw;
    }

    public async Task SubscribeAsync(string filter)
    {
        await SendAsync(0x82, [0, 1, 0, .. Text(filter), 1]);
        Assert.Equal(0x90, (await ReadAsync()).Kind);
    }

    /// <summary>Writes many requests for a sign of life at once.</summary>
    public async Task PingAsync(int times)
    {
        var all = new byte[times * 2];
        for (var i = 0; i < all.Length; i += 2) all[i] = 0xC0;
        await _stream.WriteAsync(all);
    }

    public Task PublishByAliasAsync(string topic) =>
        SendAsync(0x30, [.. Text(topic), 3, 0x23, 0, 1, (byte)'x']);

    public Task AcknowledgeAsync(ushort id) => SendAsync(0x40, [(byte)(id >> 8), (byte)id]);

    /// <summary>The next message's number; what else comes is passed over.</summary>
    public async Task<ushort> HearAsync()
    {
        while (true)
        {
            var (kind, body) = await ReadAsync();
            if (kind >> 4 != 3) continue;
            var topic = BinaryPrimitives.ReadUInt16BigEndian(body);
            return BinaryPrimitives.ReadUInt16BigEndian(body.AsSpan(2 + topic));
        }
    }

    /// <summary>Returns when a sign of life has come.</summary>
    public async Task AnsweredAsync()
    {
        while ((await ReadAsync()).Kind != 0xD0)
        {
            // passed over
        }
    }

    /// <summary>Returns when the other side has closed.</summary>
    public async Task UntilClosedAsync()
    {
        try
        {
            while (true) await ReadAsync();
        }
        catch (IOException)
        {
            // the end, or a reset
        }
    }

    public void Dispose() => _tcp.Dispose();

    private async Task SendAsync(byte kind, byte[] body) =>
        await _stream.WriteAsync((byte[])[kind, (byte)body.Length, .. body]);

    private async Task<(byte Kind, byte[] Body)> ReadAsync()
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var head = new byte[2];
        await _stream.ReadExactlyAsync(head, late.Token);
        Assert.True(head[1] < 128, "these packets are short");
        var body = new byte[head[1]];
        await _stream.ReadExactlyAsync(body, late.Token);
        return (head[0], body);
    }

    private static byte[] Text(string text) =>
        [0, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
}
