namespace RatingDevice.Wire;

/// <summary>Ranges that types alone do not hold. Null means well; otherwise one sentence.</summary>
internal static class EntryRules
{
    private static readonly TimeSpan LongestTtl = TimeSpan.FromMinutes(1);

    internal static string? Check(Entry entry)
    {
        if (entry.N < 1) return "n is missing or below 1";
        if (entry.At == default) return "at is missing";
        if (!entry.Boot.IsValid) return "boot is missing";
        return entry switch
        {
            Opened o => Text(o.Firmware, Limits.FirmwareChars, "firmware") ?? Text(o.Key, 200, "key"),
            Boot b => Text(b.Firmware, Limits.FirmwareChars, "firmware"),
            Rated r => Check(r),
            Unrated u => Earlier(u.Invited, u.N, "invited"),
            Stray s => s.Count < 1 ? "count is below 1" : null,
            Configured c => c.Levels.Count is < Limits.FewestLevels or > Limits.MostLevels
                ? $"levels has {c.Levels.Count} items, not {Limits.FewestLevels} to {Limits.MostLevels}"
                : null,
            Fault f => f.Missed < 0 ? "missed is negative"
                : f.Detail is null ? null : Text(f.Detail, Limits.DetailChars, "detail"),
            SignOnRefused r => r.Presses < 0 ? "presses is negative" : null,
            ServiceMode m => m.On != (m.Why is null) ? "why goes with the end, and only with it"
                : m.Presses < 0 || m.Refused < 0 ? "a count is negative" : null,
            Check c => c.Detail is null ? null : Text(c.Detail, Limits.DetailChars, "detail"),
            _ => null,
        };
    }

    internal static string? Check(BatchHeader header)
    {
        if (header.First < 1) return "first is below 1";
        if (header.Count < 1) return "count is below 1";
        return null;
    }

    internal static string? Check(Command command)
    {
        if (command.Ttl <= TimeSpan.Zero || command.Ttl > LongestTtl) return "ttl is not 1 to 60000 ms";
        if (command.Teller is not null) return null;
        return command.Do == CommandVerb.SignOn ? "sign-on names no teller"
            : command.Do == CommandVerb.Release ? "release names no teller" : null;
    }

    internal static string? Check(SealedKeys config)
    {
        if (config.V < 1) return "v is below 1";
        return Text(config.Key, 200, "key") ?? (config.Box.Length < 22 ? "box is empty" : null);
    }

    internal static string? Check(TellerKeys keys)
    {
        if (keys.Rounds is < 1 or > Limits.MostRounds) return $"rounds is not 1 to {Limits.MostRounds}";
        if (Text(keys.Salt, 64, "salt") is { } wrong) return wrong;
        var pins = keys.Tellers.Where(t => t.Pin is not null).Select(t => t.Pin!.Value);
        var all = keys.Tellers.SelectMany(t => t.Cards).Concat(pins).ToList();
        return all.Distinct().Count() == all.Count ? null : "a card or PIN stands there twice";
    }

    private static string? Check(Rated r)
    {
        if (r.Replaces is null != (r.Was is null)) return "replaces and was go together";
        if (r.Replaces <= r.Invited) return "replaces is not after invited";
        return Earlier(r.Replaces ?? r.Invited, r.N, r.Replaces is null ? "invited" : "replaces")
            ?? (r.Invited < 1 ? "invited is below 1" : null)
            ?? (r.After > r.Up ? "after is more than up: the invitation would lie before the boot" : null);
    }

    private static string? Earlier(long n, long than, string field) =>
        n >= 1 && n < than ? null : $"{field} is not an earlier entry";

    private static string? Text(string text, int most, string field) =>
        text.Length >= 1 && text.Length <= most
            ? null
            : $"{field} has {text.Length} characters, not 1 to {most}";
}
