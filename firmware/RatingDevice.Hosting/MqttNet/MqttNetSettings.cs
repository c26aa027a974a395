using System.Net;
using System.Text;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace RatingDevice.Hosting.MqttNet;

/// <summary>Our options and MQTTnet's codes in each other's words.</summary>
public static class MqttNetSettings
{
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
