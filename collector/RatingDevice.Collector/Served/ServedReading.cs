using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Served;

/// <summary>Turns the text of a row into a row, or says what is wrong with it.</summary>
internal sealed class ServedReading
{
    /// <summary>Longest reason of a withdrawal, in characters.</summary>
    public const int MostVoid = 40;

    /// <summary>A moment further ahead of the collector's clock than this is a mistake.</summary>
    private static readonly TimeSpan MostAhead = TimeSpan.FromHours(1);

    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly DateTimeOffset _latest;
    private readonly ServedFields _fields;
    private string _wrong = "";

    private ServedReading(ServedFields fields, DateTimeOffset now) =>
        (_fields, _latest) = (fields, now + MostAhead);

    /// <summary>Reads a row.</summary>
    /// <param name="fields">As told.</param>
    /// <param name="outlet">Whose delivery it is; null where the row names it.</param>
    /// <param name="registry">Known outlets.</param>
    /// <param name="now">Collector's clock.</param>
    /// <param name="wrong">What is wrong with it, where the answer is null.</param>
    public static ServedRow? Read(
        ServedFields fields, OutletId? outlet, BranchRegistry registry, DateTimeOffset now,
        out string wrong)
    {
        var reading = new ServedReading(fields, now);
        var row = reading.Row(outlet, registry);
        wrong = reading._wrong;
        return wrong.Length == 0 ? row : null;
    }

    private ServedRow? Row(OutletId? outlet, BranchRegistry registry)
    {
        var named = Id<Wire.OutletKind>(_fields.Outlet, "outlet");
        if ((named ?? outlet) is not { } at) return Wrong("outlet is missing");
        if (outlet is not null && named is not null && named != outlet)
            return Wrong($"outlet '{named}' is not that of the delivery");
        if (registry.NameOf(at) is null) return Wrong($"outlet '{at}' is not in the registry");
        // queue machines print A013; the id of a service has small letters
        if (Id<Wire.ServiceKind>(_fields.Ticket?.ToLowerInvariant(), "ticket") is not { } ticket)
            return Wrong("ticket is missing");
        var rules = registry.Outlet(at);
        var (issued, called, finished) = (Time(_fields.Issued, "issued", rules),
            Time(_fields.Called, "called", rules), Time(_fields.Finished, "finished", rules));
        if ((called ?? issued ?? finished) is not { } when)
            return Wrong("none of issued, called and finished is told");
        return new(
            at, BusinessDay.Slot(when, rules).Day, ticket, Id<Wire.CounterKind>(_fields.Counter, "counter"),
            Id<Wire.TellerKind>(_fields.Teller, "teller"), Type(), issued, called, finished, Void());
    }

    private Wire.Id<TKind>? Id<TKind>(string? text, string name)
        where TKind : Wire.IIdKind
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (Wire.Id<TKind>.TryParse(text.Trim(), out var id)) return id;
        Wrong($"{name} '{Short(text)}' is not an id: 1 to {Wire.Id<TKind>.MaxLength} of a-z, 0-9 and '-'");
        return null;
    }

    private DateTimeOffset? Time(string? text, string name, OutletRules rules)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var at = ServedTime.Read(text.Trim(), rules.Zone);
        if (at is null)
            Wrong($"{name} '{Short(text)}' is not a time such as 2026-11-30 09:15:00 or with an offset");
        else if (at < Earliest || at > _latest) Wrong($"{name} '{Short(text)}' is not of our time");
        return at;
    }

    private BusinessType? Type()
    {
        if (string.IsNullOrWhiteSpace(_fields.Type)) return null;
        if (BusinessType.TryParse(_fields.Type.Trim(), out var type)) return type;
        Wrong($"type '{Short(_fields.Type)}' is not a business type: 1 to {BusinessType.MaxLength} "
            + "characters without ':'");
        return null;
    }

    private string? Void()
    {
        if (string.IsNullOrWhiteSpace(_fields.Void)) return null;
        var reason = _fields.Void.Trim();
        if (reason.Length > MostVoid || reason.Any(char.IsControl))
            Wrong($"void is not a reason of 1 to {MostVoid} characters");
        return reason;
    }

    // the first thing wrong is told
    private ServedRow? Wrong(string what)
    {
        if (_wrong.Length == 0) _wrong = what;
        return null;
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
