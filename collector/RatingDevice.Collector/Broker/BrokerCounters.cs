namespace RatingDevice.Collector.Broker;

/// <summary>What a broker did not do because a limit or a rule said so, since its start.</summary>
/// <param name="Dropped">Messages not passed on, as their receiver was behind; they come again.</param>
/// <param name="Behind">The receiver of the last of them; null while there is none.</param>
/// <param name="CutOff">Connections ended for asking without reading the answers.</param>
/// <param name="NoRoom">Connections refused, as many as allowed being open.</param>
/// <param name="Denied">Requests against the access rules.</param>
internal sealed record BrokerCounters(long Dropped, string? Behind, long CutOff, long NoRoom, long Denied);
