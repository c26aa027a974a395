using System.Text.Json;
using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.Registry;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>A counted entry on the live feed. No teller: the page hangs in a hall.</summary>
internal sealed record EntryShape(
    string Id, string Kind, string Device, string Outlet, string Counter, string Journal, long N,
    string? Service, string? Level, DateTimeOffset At, long? Replaces, int Count);

/// <summary>A device as the API shows it.</summary>
internal sealed record DeviceShape(
    string Device, bool Known, string? Outlet, string? Counter, string? CounterName, string? HeardAs,
    bool WrongOutlet, string State, DateTimeOffset? Since, DateTimeOffset? LastHeard,
    DateTimeOffset? LastEntry, long Missing, StatusShape? Status, IReadOnlyList<JournalShape> Journals,
    DateTimeOffset? SignedOn);

/// <summary>What a device last said of itself.</summary>
internal sealed record StatusShape(
    long Session, string State, string? Journal, long Head, long Acked, long Overflow, string Clock,
    long FreeDisk, IReadOnlyList<string> Faults, string? Teller, string? TellerName, string? Firmware,
    bool InService);

/// <summary>One journal, accounted for.</summary>
internal sealed record JournalShape(
    string Journal, string Device, long Held, string? Hash, long? Written, long Missing, bool Current);

/// <summary>A teller the registry does not have.</summary>
internal sealed record UnknownTellerShape(
    string Teller, string Device, DateTimeOffset LastSeen, long Entries);

/// <summary>A teller signed on at more than one counter.</summary>
internal sealed record DoubleSignOnShape(string Teller, IReadOnlyList<SignedOnShape> At);

/// <summary>Where and since when; null where the device cannot tell.</summary>
internal sealed record SignedOnShape(
    string Outlet, string Counter, string Device, string State, DateTimeOffset? Since);

/// <summary>Turns what the core knows into what the API shows.</summary>
internal static class Shapes
{
    public static string Kebab<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public static DeviceShape Of(DeviceReport d, BranchRegistry registry) => new(
        d.Device.ToString(), d.Post is not null, d.Post?.Outlet.ToString(), d.Post?.Counter.ToString(),
        d.Post is { } post ? registry.NameOf(post.Outlet, post.Counter) : null,
        d.HeardAs?.ToString(), d.WrongOutlet, Kebab(d.State), d.Since, d.LastHeard, d.LastEntry, d.Missing,
        d.Said is { } said ? Of(said, registry) : null, [.. d.Journals.Select(j => Of(j, null))],
        d.SignedOn);

    public static JournalShape Of(JournalAccount j, Digest? hash) => new(
        j.Journal.ToString(), j.Device.ToString(), j.Held, hash?.ToString(), j.Written, j.Missing, j.Current);

    public static UnknownTellerShape Of(UnknownTeller t) =>
        new(t.Teller.ToString(), t.Device.ToString(), t.LastSeen, t.Entries);

    public static DoubleSignOnShape Of(DoubleSignOn d) => new(d.Teller.ToString(),
    [
        .. d.At.Select(a => new SignedOnShape(a.Post.Outlet.ToString(), a.Post.Counter.ToString(),
            a.Post.Device.ToString(), Kebab(a.State), a.Since)),
    ]);

    private static StatusShape Of(Status s, BranchRegistry registry) => new(
        s.Session, Kebab(s.State), s.Journal?.ToString(), s.Head, s.Acked, s.Overflow, Kebab(s.Clock),
        s.FreeDisk, [.. s.Faults.Select(Kebab)], s.Teller?.ToString(),
        s.Teller is { } teller ? registry.NameOf(teller) : null, s.Firmware,
        s.InService == true);
}
