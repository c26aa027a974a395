using System.Globalization;

namespace RatingDevice.Collector.Rollups;

/// <summary>
/// Names of what rollups count beside <see cref="Tally"/>'s. Tally's cells follow each entry; these follow
/// from a whole business day of an outlet, are made again whenever that day changes, and are replaced
/// together.
/// </summary>
internal static class Measures
{
    /// <summary>Customers served, by the feed. Each is in exactly one of the five below.</summary>
    public const string Served = "served";

    /// <summary>Served, asked, and rated.</summary>
    public const string ServedRated = "served-rated";

    /// <summary>Served, asked, and did not rate.</summary>
    public const string ServedUnrated = "served-unrated";

    /// <summary>Served by a working device and not asked.</summary>
    public const string NeverAsked = "never-asked";

    /// <summary>Served while the device at the counter was down.</summary>
    public const string DeviceDown = "device-down";

    /// <summary>In the feed, and withdrawn by it with a reason.</summary>
    public const string Void = "void";

    /// <summary>Invitations that no served customer explains.</summary>
    public const string Unexplained = "unexplained";

    /// <summary>1 a business day on which the feed told of the outlet.</summary>
    public const string FeedDay = "feed-day";

    /// <summary>1 a business day on which anything happened at the outlet.</summary>
    public const string ActiveDay = "active-day";

    /// <summary>
    /// Journal entries of a device on a business day, of every kind, by number: last less first plus one,
    /// summed over its journals; at hour 0 and no teller.
    /// </summary>
    public const string Entries = "entries";

    /// <summary>1 a business day on which a device wrote anything.</summary>
    public const string DeviceDay = "device-day";

    /// <summary>At head office, by statements: 1 a business day on which a registered device wrote
    /// nothing while its outlet was at work.</summary>
    public const string SilentDay = "silent-day";

    /// <summary>Customers whose waiting time is known, and its sum in seconds.</summary>
    public const string Waited = "waited", WaitedSeconds = "waited-s";

    /// <summary>Customers whose service time is known, and its sum in seconds.</summary>
    public const string Worked = "worked", WorkedSeconds = "worked-s";

    /// <summary>Times the feed told that are none: the end before the beginning, or over a day.</summary>
    public const string UnusableTimes = "unusable-times";

    /// <summary>Customers by waiting time: "wait:" and whole seconds, rounded down to
    /// <see cref="WaitStep"/>.</summary>
    public const string WaitPrefix = "wait:";

    /// <summary>Resolution of medians and bands, in seconds.</summary>
    public const int WaitStep = 10;

    /// <summary>Customers served by a working device who were asked, or not, by waiting time in seconds,
    /// rounded down to <see cref="AskedStep"/>.</summary>
    public const string AskedPrefix = "wait-asked:", UnaskedPrefix = "wait-unasked:";

    /// <summary>Resolution of the invitation share against waiting, in seconds.</summary>
    public const int AskedStep = 60;

    /// <summary>Counted ratings that any rule flagged, and those of a level.</summary>
    public const string Flagged = "flagged", FlaggedLevelPrefix = "flagged-level:";

    /// <summary>What one rule flagged: "flag:" and the rule's id.</summary>
    public const string FlagPrefix = "flag:";

    /// <summary>Any of the above, or of <see cref="Tally"/>, of one business type: "type:", the type, ":" and
    /// the measure.</summary>
    public const string TypePrefix = "type:";

    /// <summary>The prefix of one business type.</summary>
    public static string Of(Figures.BusinessType type) => $"{TypePrefix}{type}:";

    /// <summary>The measure of a waiting time in seconds.</summary>
    public static string Waiting(long seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{WaitPrefix}{seconds / WaitStep * WaitStep}");

    /// <summary>The measure of the asked, or not asked, of a waiting time in seconds.</summary>
    public static string Waiting(long seconds, bool asked) => string.Create(CultureInfo.InvariantCulture,
        $"{(asked ? AskedPrefix : UnaskedPrefix)}{seconds / AskedStep * AskedStep}");

    /// <summary>Which family a measure belongs to.</summary>
    public static MeasureFamily Family(string measure) =>
        measure.StartsWith(TypePrefix, StringComparison.Ordinal) ? MeasureFamily.Types
        : measure.StartsWith(WaitPrefix, StringComparison.Ordinal)
            || measure.StartsWith(AskedPrefix, StringComparison.Ordinal)
            || measure.StartsWith(UnaskedPrefix, StringComparison.Ordinal) ? MeasureFamily.Waits
        : MeasureFamily.Figures;
}

/// <summary>Measures that are read together; the first is small, the others grow with what they
/// split.</summary>
internal enum MeasureFamily
{
    /// <summary>All that have no other family.</summary>
    Figures,

    /// <summary>Customers by waiting time.</summary>
    Waits,

    /// <summary>Everything again by business type.</summary>
    Types,
}
