using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;

namespace RatingDevice.Hosting.MqttNet;

/// <summary>Gives MQTTnet's client our channel in place of its own.</summary>
internal sealed class LimitedChannels : IMqttClientAdapterFactory
{
    /// <summary>A whole batch comes in one piece.</summary>
    private const int PieceBytes = 64 * 1024;

    public IMqttChannelAdapter CreateClientAdapter(
        MqttClientOptions options, MqttPacketInspector packetInspector, IMqttNetLogger logger)
    {
        var tcp = (MqttClientTcpOptions)options.ChannelOptions;
        var channel = new LimitedChannel(tcp.RemoteEndpoint, (int)options.MaximumPacketSize, PieceBytes);
        var writer = new MqttBufferWriter(options.WriterBufferSize, options.WriterBufferSizeMax);
        return new MqttChannelAdapter(channel, new(options.ProtocolVersion, writer), logger)
        {
            AllowPacketFragmentation = options.AllowPacketFragmentation,
            PacketInspector = packetInspector,
        };
    }
}
