using RatingDevice.Wire;

namespace RatingDevice.Simulation.Ingest;

/// <summary>
/// What happens at a counter, in the words of a test. Each returns the number of the line written.
/// </summary>
internal static class JournalScriptCounter
{
    public static long SignOn(this JournalScript script, string teller) =>
        script.Add(new SignOn { Teller = TellerId.Parse(teller), By = Trigger.Panel });

    public static long SignOff(this JournalScript script, string teller) =>
        script.Add(new SignOff { Teller = TellerId.Parse(teller), By = Trigger.Panel });

    public static long Invite(this JournalScript script, string? teller = "1001", string? service = null) =>
        script.Add(new Invited { Teller = Teller(teller), Service = Service(service), By = Trigger.Panel });

    /// <summary>A first press, some time after the invitation; time passes.</summary>
    public static long Rate(
        this JournalScript script, long invited, string level, int afterMs = 2000,
        string? teller = "1001", string? service = null)
    {
        var after = TimeSpan.FromMilliseconds(afterMs);
        return script.Wait(after).Add(new Rated
        {
            Teller = Teller(teller), Service = Service(service), By = Trigger.Panel, Invited = invited,
            Level = LevelCode.Parse(level), After = after,
        });
    }

    /// <summary>Another key within the grace time; time passes.</summary>
    public static long Change(
        this JournalScript script, long rated, string level, int laterMs = 1000) =>
        WireText.TryReadEntry(script.Line(rated), out var entry, out _) && entry is Rated first
            ? script.Wait(TimeSpan.FromMilliseconds(laterMs)).Add(first with
            {
                Level = LevelCode.Parse(level), After = first.After + TimeSpan.FromMilliseconds(laterMs),
                Replaces = rated, Was = first.Level,
            })
            : throw new ArgumentException($"line {rated} is no rated entry", nameof(rated));

    /// <summary>
    /// Nobody pressed; time passes. Null: another boot closes it and cannot say after how long.
    /// </summary>
    public static long Unrate(
        this JournalScript script, long invited, int? afterMs = 15_000, string? teller = "1001",
        UnratedReason reason = UnratedReason.TimedOut)
    {
        if (afterMs is { } ms) script.Wait(TimeSpan.FromMilliseconds(ms));
        return script.Add(new Unrated
        {
            Teller = Teller(teller), By = Trigger.Panel, Invited = invited, Reason = reason,
            After = afterMs is { } after ? TimeSpan.FromMilliseconds(after) : null,
        });
    }

    public static long Stray(
        this JournalScript script, string level, int count = 1, string? teller = "1001") =>
        script.Add(new Stray { Teller = Teller(teller), Level = LevelCode.Parse(level), Count = count });

    public static long Started(this JournalScript script) => script.Add(new Boot { Firmware = "0.1.0" });

    private static TellerId? Teller(string? id) => id is null ? null : TellerId.Parse(id);

    private static ServiceId? Service(string? id) => id is null ? null : ServiceId.Parse(id);
}
