using RatingDevice.Collector.Account;
using RatingDevice.Collector.Figures;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Statements;

/// <summary>The end of an outlet's chain.</summary>
internal sealed record ChainHead(OutletId Outlet, long N, Digest Hash);

/// <summary>A period of an outlet, by its first day.</summary>
internal readonly record struct StatedWhen(OutletId Outlet, PeriodKind Kind, DateOnly First)
{
    public static StatedWhen Of(SignedStatement statement)
    {
        var period = Statement.PeriodOf(statement.Head.Period)!;
        return new(statement.Head.Outlet, period.Kind, period.From);
    }
}

/// <summary>An edition that is held.</summary>
internal readonly record struct HeldEdition(int Edition, Digest Hash)
{
    public static HeldEdition Of(SignedStatement statement) => new(statement.Head.Edition, statement.Hash);
}

/// <summary>A statement as a store has it.</summary>
/// <param name="Signed">The statement.</param>
/// <param name="Kept">When it was sealed or received here.</param>
/// <param name="Receipt">From the level above; null while it waits for one.</param>
internal sealed record KeptStatement(SignedStatement Signed, DateTimeOffset Kept, Receipt? Receipt);

/// <summary>What one write keeps.</summary>
/// <param name="Statements">In order of their chains.</param>
/// <param name="Kept">This level's clock.</param>
internal sealed record StatementGroup(IReadOnlyList<SignedStatement> Statements, DateTimeOffset Kept)
{
    /// <summary>Marks these statements answer.</summary>
    public IReadOnlyList<DirtyDay> Sealed { get; init; } = [];

    /// <summary>What figures are made of: of statements that came from outlets. What an outlet sealed itself
    /// stands in its rollups.</summary>
    public IReadOnlyList<StatedPeriod> Stated { get; init; } = [];

    /// <summary>Statements that were received, with their figures.</summary>
    public static StatementGroup Received(IReadOnlyList<SignedStatement> statements, DateTimeOffset at) =>
        new(statements, at) { Stated = [.. statements.Select(s => StatedPeriod.Of(s, at))] };
}
