using System.Net;
using System.Net.Sockets;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace RatingDevice.Collector.Broker.MqttNet;

/// <summary>
/// MQTTnet's server inside this process. It has nothing on disk: what it kept is gone when the collector
/// goes, and the devices say and send it again. There is nothing to start anew when it dies, because it dies
/// with the collector.
/// </summary>
internal sealed class MqttNetBroker(OwnBrokerSettings settings, TimeProvider time, ILogger log) : IBroker
{
    private const int MostPortTries = 5;

    private readonly BrokerPort _port = new(settings.Directory, settings.Address, settings.Port);
    private readonly DeviceCredentials _credentials = new(settings.CredentialsDirectory);
    private readonly RetainedQuota _retained = new();
    private volatile IReadOnlyDictionary<string, string> _secrets = new Dictionary<string, string>();
    private ClientAccounts? _accounts;
    private LimitedServer? _listener;
    private MqttServer? _server;
    private long _denied;

    /// <summary>The collector's own password; a new one each time.</summary>
    public string Secret { get; init; } = DeviceCredentials.NewSecret();

    public MqttNetLimits Limits { get; init; } = new();

    /// <inheritdoc/>
    public BrokerCounters? Counters => new(
        _accounts?.Dropped ?? 0, _accounts?.Behind, _accounts?.CutOff ?? 0, _listener?.Refused ?? 0,
        Interlocked.Read(ref _denied));

    /// <inheritdoc/>
    public async Task<BrokerEndpoint> StartAsync(CancellationToken stop)
    {
        try
        {
            PrivateFiles.MakeDirectory(settings.Directory);
            var port = await ListenAsync(stop);
            log.Started(_port.LocalAddress, port);
            return new BrokerEndpoint(_port.LocalAddress, port, AccessRules.Collector, Secret);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BrokerException($"{settings.Directory} cannot be used for the broker: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public async Task AllowAsync(
        IReadOnlyCollection<DeviceId> devices, IReadOnlyCollection<OutletId> outlets, CancellationToken stop)
    {
        var before = _secrets;
        try
        {
            _secrets = BrokerUsers.Of(devices, outlets, _credentials, log);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BrokerException(
                $"the list of devices cannot be read: {e.Message} The old one stays in force", e);
        }

        foreach (var (device, secret) in before)
        {
            if (_server is { } server && _secrets.GetValueOrDefault(device) != secret)
                await server.CutOffAsync(device, MqttDisconnectReasonCode.NotAuthorized);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _server, null) is not { } server) return;
        await server.StopAsync(new MqttServerStopOptions());
        server.Dispose();
    }

    private async Task<int> ListenAsync(CancellationToken stop)
    {
        for (var tries = 1; ; tries++)
        {
            stop.ThrowIfCancellationRequested();
            var port = _port.Choose();
            var server = NewServer(port);
            try
            {
                await server.StartAsync();
                _server = server;
                return port;
            }
            catch (SocketException e)
            {
                server.Dispose();
                if (settings.Port != 0 || tries == MostPortTries)
                    throw new BrokerException($"cannot listen on {settings.Address}:{port}: {e.Message}", e);
                _port.Forget(); // most likely somebody was faster; another port then
            }
        }
    }

    private MqttServer NewServer(int port)
    {
        var options = new MqttServerOptions
        {
            MaxPendingMessagesPerClient = Limits.MostQueued,
            // The other choice drops the oldest, and says so only to who was to receive it.
            PendingMessagesOverflowStrategy = MqttPendingMessagesOverflowStrategy.DropNewMessage,
            DefaultCommunicationTimeout = Limits.Patience,
        };
        _listener = new LimitedServer(
            new IPEndPoint(_port.Address(), port), Limits.MostPacketBytes, Limits.MostConnections, time, log);
        var server = new MqttServerFactory().CreateMqttServer(options, [_listener], new MqttNetSaid(log));
        server.ValidatingConnectionAsync += e => Done(() => Enter(e));
        server.InterceptingPublishAsync += e => Done(() => Write(e));
        server.InterceptingSubscriptionAsync += e => Done(() => Read(e));
        server.InterceptingInboundPacketAsync += e => LeaveWithWillAsync(server, e);
        _accounts = new ClientAccounts(Limits, log);
        _accounts.Watch(server);
        return server;
    }

    private void Enter(ValidatingConnectionEventArgs e)
    {
        var secret = e.UserName == AccessRules.Collector ? Secret
            : e.UserName is { } user ? _secrets.GetValueOrDefault(user) : null;
        // Its own name as client id too: with another's it would end the other's connection.
        if (secret is not null && e.ClientId == e.UserName && e.RawPassword is { } given
            && CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(secret))) return;
        e.ReasonCode = MqttConnectReasonCode.NotAuthorized;
    }

    private void Write(InterceptingPublishEventArgs e)
    {
        var message = e.ApplicationMessage;
        if (!AccessRules.MayWrite(e.ClientId, message.Topic))
        {
            Deny(e, MqttPubAckReasonCode.NotAuthorized);
            TellDenied(e.ClientId, "write", message.Topic);
        }
        else if (message.Retain && !_retained.Takes(e.ClientId, message.Topic, message.Payload.Length))
        {
            Deny(e, MqttPubAckReasonCode.QuotaExceeded);
            TellDenied(e.ClientId, "have another message kept on", message.Topic);
        }
    }

    private void Read(InterceptingSubscriptionEventArgs e)
    {
        if (AccessRules.MayRead(e.ClientId, e.TopicFilter.Topic)) return;
        e.ProcessSubscription = false;
        e.Response.ReasonCode = MqttSubscribeReasonCode.NotAuthorized;
        TellDenied(e.ClientId, "read", e.TopicFilter.Topic);
    }

    // MQTTnet takes every DISCONNECT for a goodbye without a will, also the one that asks for it.
    private static async Task LeaveWithWillAsync(MqttServer server, InterceptingPacketEventArgs e)
    {
        if (e.Packet is not MqttDisconnectPacket
            {
                ReasonCode: MqttDisconnectReasonCode.DisconnectWithWillMessage,
            }) return;
        e.ProcessPacket = false;
        await server.CutOffAsync(e.ClientId, MqttDisconnectReasonCode.NormalDisconnection);
    }

    private void TellDenied(string user, string what, string? topic)
    {
        var count = Interlocked.Increment(ref _denied);
        if (BitOperations.IsPow2(count)) log.Denied(user, what, topic ?? "", count);
    }

    private static void Deny(InterceptingPublishEventArgs e, MqttPubAckReasonCode why)
    {
        e.ProcessPublish = false;
        e.Response.ReasonCode = why;
    }

    private static Task Done(Action decide)
    {
        decide();
        return Task.CompletedTask;
    }
}
