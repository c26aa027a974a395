using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Flags;

/// <summary>A journal entry, by its key.</summary>
internal readonly record struct EntryKey(JournalId Journal, long N)
{
    public static EntryKey Of(CounterEvent e) => new(e.Journal, e.N);

    public static EntryKey Of(Invitation i) => new(i.Journal, i.N);
}

/// <summary>
/// Something out of the ordinary, with what it rests on. It accuses nobody: a person looks, and the ratings
/// stay in the figures.
/// </summary>
/// <param name="Rule">Id of the rule, of <see cref="FlagRule"/>.</param>
/// <param name="At">When it began.</param>
/// <param name="Slot">Where it counts, if no invitations are named.</param>
/// <param name="Post">Where.</param>
/// <param name="Teller">Signed on then; null for nobody.</param>
/// <param name="Count">How often, if no invitations are named.</param>
/// <param name="Numbers">What was measured and the limit it passed.</param>
/// <param name="Entries">The journal entries it rests on, in order.</param>
internal sealed record Finding(
    string Rule, DateTimeOffset At, HourSlot Slot, Post Post, TellerId? Teller, long Count,
    IReadOnlyList<FlagNumber> Numbers, IReadOnlyList<EntryKey> Entries)
{
    /// <summary>The invitations it flags, each once; a rating among them is a flagged rating.</summary>
    public IReadOnlyList<Invitation> Invitations { get; init; } = [];

    /// <summary>Tickets of the feed that it rests on too.</summary>
    public IReadOnlyList<ServiceId> Tickets { get; init; } = [];

    /// <summary>A finding about some invitations, in order.</summary>
    public static Finding About(
        string rule, IReadOnlyList<Invitation> invitations, IReadOnlyList<FlagNumber> numbers,
        IEnumerable<EntryKey>? entries = null)
    {
        var first = invitations[0];
        return new(
            rule, first.At, first.Slot, first.Post, first.Teller, invitations.Count, numbers,
            [.. entries ?? invitations.SelectMany(i => i.Events).Select(EntryKey.Of)])
        {
            Invitations = invitations,
        };
    }
}

/// <summary>A number of a finding.</summary>
/// <param name="Name">What it is, with its unit.</param>
/// <param name="Value">How much.</param>
internal sealed record FlagNumber(string Name, double Value);

/// <summary>Ids of the rules; stable, and named for what was seen.</summary>
internal static class FlagRule
{
    public const string Stray = "stray", Soon = "soon", SameKey = "same-key", AfterLast = "after-last",
        AskedByWait = "asked-by-wait", AskedByService = "asked-by-service", Reopened = "reopened",
        InService = "in-service", TwoCounters = "two-counters";

    public static IReadOnlyList<string> All { get; } =
        [Stray, Soon, SameKey, AfterLast, AskedByWait, AskedByService, Reopened, InService, TwoCounters];
}
