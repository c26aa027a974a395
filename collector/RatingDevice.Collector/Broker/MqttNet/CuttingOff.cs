using MQTTnet.Protocol;
using MQTTnet.Server;

namespace RatingDevice.Collector.Broker.MqttNet;

/// <summary>Ends a client's connection.</summary>
internal static class CuttingOff
{
    /// <summary>Nothing happens where it is not connected.</summary>
    public static async Task CutOffAsync(
        this MqttServer server, string client, MqttDisconnectReasonCode reason)
    {
        try
        {
            await server.DisconnectClientAsync(
                client, new MqttServerClientDisconnectOptions { ReasonCode = reason });
        }
        catch (InvalidOperationException)
        {
            // it was not connected
        }
    }
}
