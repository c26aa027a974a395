using RatingDevice.Collector.Dashboard;
using RatingDevice.Collector.Export.Json;
using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Rehearsal;

/// <summary>
/// Goes the way of a manager once, from the ranking down to a teller's year: the first of the day would wait
/// for code to be compiled and for the database to read a quarter from its disk. It only reads.
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
        async Task<FigureSheet> AskAsync(Scope scope, Period period, By by)
        {
            var sheet = source.Ask(held, new(scope, period, by));
            await FigureJson.WriteAsync(Stream.Null, sheet, stop);
            return sheet;
        }

        var day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-Back);
        var (quarter, year) = (Period.Quarter(day), Period.Year(day));
        await AskAsync(Scope.All, quarter, By.Unit);
        var outlets = await AskAsync(Scope.All, quarter, By.Outlet);
        if (outlets.Lines.Select(l => l.Key.Outlet).FirstOrDefault(o => o is not null) is not { } outlet)
            return; // nothing is held
        var tellers = await AskAsync(new(Outlet: outlet), quarter, By.Teller);
        if (tellers.Lines.Select(l => l.Key.Teller).FirstOrDefault(t => t is not null) is not { } teller)
            return;
        foreach (var by in new[] { By.Month, By.Day }) await AskAsync(new(Teller: teller), year, by);
    }
}
