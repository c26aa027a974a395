using RatingDevice.Collector.Dashboard;
using RatingDevice.Collector.Export.Json;
using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Rehearsal;

/// <summary>
/// Asks head office's questions once, of what is held: the first manager of the day would wait for code to be
/// compiled and for the database to read a quarter from its disk. It only reads.
/// </summary>
/// <param name="source">What pages and API ask.</param>
/// <param name="time">Clock.</param>
internal sealed class BankRehearsal(FigureSource source, TimeProvider time)
{
    /// <summary>In a quarter's first days it is the one before that is looked at.</summary>
    private const int Back = 31;

    /// <exception cref="Store.StoreException">The store cannot be read.</exception>
    public async Task PlayAsync(CancellationToken stop)
    {
        await Task.Yield(); // reading blocks, and who waits for this waits only so long
        using var held = source.Snapshot();
        foreach (var query in Questions())
            await FigureJson.WriteAsync(Stream.Null, source.Ask(held, query), stop);
    }

    private IEnumerable<FigureQuery> Questions()
    {
        var day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-Back);
        var teller = new Scope(Teller: TellerId.Parse("rehearsal"));
        yield return new(Scope.All, Period.Quarter(day), By.Outlet);
        yield return new(Scope.All, Period.Quarter(day), By.Unit);
        yield return new(teller, Period.Year(day), By.Month);
        yield return new(teller, Period.Year(day), By.Day);
    }
}
