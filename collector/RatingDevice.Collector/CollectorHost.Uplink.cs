using System.Security.Cryptography;
using RatingDevice.Collector.Audit;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Uplink;

namespace RatingDevice.Collector;

/// <summary>What an outlet's collector has to do with the level above it.</summary>
internal sealed partial class CollectorHost
{
    private UplinkSite MakeUplink(IRatingStore store, ECDsa key) => new(
        options, store.Statements, key, ask => AuditEvidence.Answer(store, store.Statements, ask), null,
        _time, logs);
}
