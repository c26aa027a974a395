using LiteDB;
using RatingDevice.Collector.Registry;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>How records become documents and back.</summary>
internal static class LiteDbDocuments
{
    public static BsonDocument Of(int number, JournalState j) => new()
    {
        ["_id"] = number, ["name"] = j.Journal.ToString(), ["device"] = j.Device.ToString(),
        ["key"] = j.Key, ["head"] = j.Head, ["hash"] = j.Hash.ToBytes(),
    };

    public static JournalState Journal(BsonDocument d) => new(
        JournalId.Parse(d["name"].AsString), DeviceId.Parse(d["device"].AsString), d["key"].AsString,
        d["head"].AsInt64, Digest.FromBytes(d["hash"].AsBinary));

    public static BsonDocument Of(int number, Post p) => new()
    {
        ["_id"] = number, ["outlet"] = p.Outlet.ToString(), ["counter"] = p.Counter.ToString(),
        ["device"] = p.Device.ToString(),
    };

    /// <summary>A post may lack counter or device: what the feed tells of an outlet has neither.</summary>
    public static Post Post(BsonDocument d) => new(
        OutletId.Parse(d["outlet"].AsString),
        d["counter"].AsString is { Length: > 0 } counter ? CounterId.Parse(counter) : default,
        d["device"].AsString is { Length: > 0 } device ? DeviceId.Parse(device) : default);

    public static BsonDocument Of(int number, OutletRules r) => new()
    {
        ["_id"] = number, ["zone"] = r.Zone.Id, ["cutOver"] = r.CutOverHour,
    };

    public static OutletRules Rules(BsonDocument d) =>
        new(TimeZoneInfo.FindSystemTimeZoneById(d["zone"].AsString), d["cutOver"].AsInt32);

    public static BsonDocument Of(long id, BootAnchor a) => new()
    {
        ["_id"] = id, ["boot"] = a.Boot.ToString(), ["began"] = a.Began.ToUnixTimeMilliseconds(),
        ["by"] = (int)a.By,
    };

    public static BootAnchor Anchor(BsonDocument d, JournalId journal) =>
        new(journal, BootId.Parse(d["boot"].AsString), At(d["began"]), (PlacedBy)d["by"].AsInt32);

    /// <param name="rows">Keys of the documents with its typed rows.</param>
    public static BsonDocument Of(long id, Segment s, int post, int rules, IEnumerable<long> rows) => new()
    {
        ["_id"] = id, ["last"] = s.Last, ["hash"] = s.LastHash.ToBytes(),
        ["received"] = s.Received.ToUnixTimeMilliseconds(), ["post"] = post, ["rules"] = rules,
        ["rows"] = new BsonArray(rows.Select(r => new BsonValue(r))),
        ["header"] = s.Header.ToArray(), ["lines"] = s.Lines.ToArray(),
    };

    public static Segment Segment(BsonDocument d, JournalId journal, LiteDbNames names) => new(
        journal, d["_id"].AsInt64 & (LiteDbSchema.Key(1, 0) - 1), d["last"].AsInt64,
        Digest.FromBytes(d["hash"].AsBinary), d["header"].AsBinary, d["lines"].AsBinary, At(d["received"]),
        names.Post(d["post"].AsInt32), names.Rules(d["rules"].AsInt32));

    public static BsonDocument Of(long id, QuarantinedPayload q) => new()
    {
        ["_id"] = id, ["received"] = q.Received.ToUnixTimeMilliseconds(), ["topic"] = q.Topic,
        ["reason"] = q.Reason.ToString(), ["detail"] = q.Detail, ["size"] = q.Size,
        ["head"] = q.Head.ToArray(),
    };

    public static QuarantinedPayload Quarantined(BsonDocument d) => new(
        At(d["received"]), d["topic"].AsString, Enum.Parse<RefusalReason>(d["reason"].AsString),
        d["detail"].AsString, d["size"].AsInt32, d["head"].AsBinary);

    public static DateTimeOffset At(BsonValue ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms.AsInt64);
}
