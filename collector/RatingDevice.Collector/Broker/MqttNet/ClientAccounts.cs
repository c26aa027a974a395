using System.Collections;
using System.Collections.Concurrent;
using System.Numerics;
using Microsoft.Extensions.Logging;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace RatingDevice.Collector.Broker.MqttNet;

/// <summary>
/// What each client owes the server and the server each client. MQTTnet keeps every message until the client
/// has acknowledged it, every answer until the client has read it, and every filter until the client goes,
/// however many there are; here each has an end.
/// </summary>
internal sealed class ClientAccounts(MqttNetLimits limits, ILogger log)
{
    private readonly ConcurrentDictionary<string, Account> _open = new();
    private long _dropped, _cutOff;
    private volatile string? _behind;

    /// <summary>Messages not passed on, as the receiver was behind.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>The receiver of the last of them.</summary>
    public string? Behind => _behind;

    /// <summary>Clients cut off because they asked and did not read.</summary>
    public long CutOff => Interlocked.Read(ref _cutOff);

    /// <summary>Listens to all that goes in and out of a server.</summary>
    public void Watch(MqttServer server)
    {
        server.InterceptingOutboundPacketAsync += e => Done(() => Leaves(e));
        server.InterceptingInboundPacketAsync += e => Comes(e) ? Task.CompletedTask : EndAsync(server, e);
        server.ClientAcknowledgedPublishPacketAsync += e => Done(() => Of(e.SessionItems).Acknowledge());
        server.InterceptingClientEnqueueAsync += e => Done(() => Admit(e));
        server.ApplicationMessageEnqueuedOrDroppedAsync += e => Done(() =>
        {
            if (e.IsDropped) Drop(e.ReceiverClientId);
        });
        server.InterceptingSubscriptionAsync += e => Done(() => Admit(e));
        server.InterceptingUnsubscriptionAsync += e => Done(() => Of(e.SessionItems).Filters.Remove(e.Topic));
        server.ClientDisconnectedAsync += e => Done(
            () => _open.TryRemove(new(e.ClientId, Of(e.SessionItems))));
    }

    private void Leaves(InterceptingPacketEventArgs e)
    {
        var account = Of(e.SessionItems);
        switch (e.Packet)
        {
            case MqttConnAckPacket accepted:
                accepted.TopicAliasMaximum = 0; // each would hold a topic, and there may be 65,535
                account.Begin();
                _open[e.ClientId] = account;
                break;
            case MqttPublishPacket publish:
                if (publish.QualityOfServiceLevel > MqttQualityOfServiceLevel.AtMostOnce) account.Send();
                break;
            case MqttDisconnectPacket:
                break;
            default:
                account.Answer();
                break;
        }
    }

    private bool Comes(InterceptingPacketEventArgs e) => e.Packet switch
    {
        MqttPublishPacket { TopicAlias: > 0 } => false,
        MqttPublishPacket { QualityOfServiceLevel: MqttQualityOfServiceLevel.AtMostOnce } => true,
        MqttPublishPacket or MqttPubRecPacket or MqttPubRelPacket or MqttSubscribePacket
            or MqttUnsubscribePacket or MqttPingReqPacket => Of(e.SessionItems).Ask() <= limits.MostUnread
                || e.ClientId == AccessRules.Collector, // its own limit is what it has under way
        _ => true,
    };

    // Without a reason: telling it would wait behind the answers it does not read. Its will is published.
    private async Task EndAsync(MqttServer server, InterceptingPacketEventArgs e)
    {
        e.ProcessPacket = false;
        var count = Interlocked.Increment(ref _cutOff);
        if (BitOperations.IsPow2(count)) log.CutOff(e.ClientId, limits.MostUnread, count);
        await server.CutOffAsync(e.ClientId, MqttDisconnectReasonCode.NormalDisconnection);
    }

    private void Admit(InterceptingClientApplicationMessageEnqueueEventArgs e)
    {
        if (!_open.TryGetValue(e.ReceiverClientId, out var account)
            || account.Unacknowledged < limits.MostUnacknowledged) return;
        e.AcceptEnqueue = false;
        Drop(e.ReceiverClientId);
    }

    private void Admit(InterceptingSubscriptionEventArgs e)
    {
        var filters = Of(e.SessionItems).Filters;
        if (!e.ProcessSubscription || filters.Contains(e.TopicFilter.Topic)) return;
        if (filters.Count < limits.MostFilters)
        {
            filters.Add(e.TopicFilter.Topic);
            return;
        }

        e.ProcessSubscription = false;
        e.Response.ReasonCode = MqttSubscribeReasonCode.QuotaExceeded;
    }

    private void Drop(string receiver)
    {
        _behind = receiver;
        var count = Interlocked.Increment(ref _dropped);
        if (BitOperations.IsPow2(count)) log.Dropped(receiver, count);
    }

    private static Account Of(IDictionary session)
    {
        if (session[typeof(Account)] is Account known) return known;
        var account = new Account();
        session[typeof(Account)] = account;
        return account;
    }

    private static Task Done(Action decide)
    {
        decide();
        return Task.CompletedTask;
    }

    private sealed class Account
    {
        private int _unacknowledged, _unread;

        /// <summary>Touched by what the client sends only, which is one packet after another.</summary>
        public HashSet<string> Filters { get; } = [];

        /// <summary>Messages sent and not acknowledged.</summary>
        public int Unacknowledged => Volatile.Read(ref _unacknowledged);

        // A session that is taken up again has all its open messages sent once more.
        public void Begin()
        {
            Volatile.Write(ref _unacknowledged, 0);
            Volatile.Write(ref _unread, 0);
        }

        public void Send() => Interlocked.Increment(ref _unacknowledged);

        public void Acknowledge() => Interlocked.Decrement(ref _unacknowledged);

        /// <summary>Requests not answered, this one too.</summary>
        public int Ask() => Interlocked.Increment(ref _unread);

        public void Answer() => Interlocked.Decrement(ref _unread);
    }
}
