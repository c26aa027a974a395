using System.Net;
using System.Net.Sockets;
using System.Text;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace RatingDevice.Hosting.MqttNet;

/// <summary>Our options and MQTTnet's codes in each other's words.</summary>
public static class MqttNetSettings
{
    /// <summary>Enough for a whole batch: MQTTnet's own 8 KiB cut one into many round trips.</summary>
    private const int SocketBytes = 128 * 1024;

    /// <summary>"NotAuthorized" as "Not authorized".</summary>
    public static string Words<T>(T code)
        where T : struct, Enum
    {
        var text = new StringBuilder();
        foreach (var letter in code.ToString())
        {
            var begins = text.Length > 0 && char.IsUpper(letter);
            if (begins) text.Append(' ');
            text.Append(begins ? char.ToLowerInvariant(letter) : letter);
        }

        return text.ToString();
    }

    internal static MqttClientOptions Of(MqttNetOptions options)
    {
        var settings = new MqttClientOptions
        {
            ChannelOptions = new MqttClientTcpOptions
            {
                RemoteEndpoint = new DnsEndPoint(options.Host, options.Port),
                BufferSize = SocketBytes,
                LingerState = new LingerOption(false, 0), // or a goodbye could be torn out of the socket
            },
            ProtocolVersion = MqttProtocolVersion.V500,
            ClientId = options.User,
            Credentials = new MqttClientCredentials(
                options.User, options.Password is { } secret ? Encoding.UTF8.GetBytes(secret) : null),
            CleanSession = true,
            SessionExpiryInterval = 0,
            KeepAlivePeriod = options.KeepAlive,
            Timeout = options.ConnectTimeout,
            MaximumPacketSize = (uint)options.MostPacketBytes,
            ReceiveMaximum = (ushort)options.MostIncoming,
            AllowPacketFragmentation = false, // one write, one segment
        };
        if (options.Will is not { } will) return settings;
        settings.WillTopic = will.Topic;
        settings.WillPayload = will.Payload.ToArray();
        settings.WillRetain = true;
        settings.WillQualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce;
        return settings;
    }
}
