namespace RatingDevice.Collector.Dashboard.Page;

/// <summary>Every word of the live page in one language.</summary>
internal sealed record PageText
{
    public required string Language { get; init; }

    public required string Other { get; init; }

    public required string OtherName { get; init; }

    public required string Title { get; init; }

    public required string Skip { get; init; }

    public required string Day { get; init; }

    public required string Invited { get; init; }

    public required string InvitedNote { get; init; }

    public required string Rated { get; init; }

    public required string RatedNote { get; init; }

    public required string AnswerRate { get; init; }

    public required string AnswerRateNote { get; init; }

    public required string Satisfaction { get; init; }

    public required string SatisfactionNote { get; init; }

    public required string Index { get; init; }

    public required string IndexNote { get; init; }

    public required string Levels { get; init; }

    public required string NoRatings { get; init; }

    public required string Devices { get; init; }

    public required string Counter { get; init; }

    public required string State { get; init; }

    public required string Teller { get; init; }

    public required string Missing { get; init; }

    public required string LastHeard { get; init; }

    public required string NoDevices { get; init; }

    public required string Last { get; init; }

    public required string Time { get; init; }

    public required string Changed { get; init; }

    public required string AsOf { get; init; }

    public required string Ago { get; init; }

    public required string Live { get; init; }

    public required string Broken { get; init; }

    public required string Connecting { get; init; }

    public required string NoScript { get; init; }

    public required string NoOutlets { get; init; }

    public required string Notices { get; init; }

    public required string Foot { get; init; }

    /// <summary>Device states by API name.</summary>
    public required IReadOnlyDictionary<string, string> States { get; init; }

    /// <summary>Notices by code; {0} is the count.</summary>
    public required IReadOnlyDictionary<string, string> NoticeLines { get; init; }

    /// <summary>Faults by API name.</summary>
    public required IReadOnlyDictionary<string, string> Faults { get; init; }
}
