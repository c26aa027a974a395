using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Settling;

/// <summary>
/// Makes the derived cells of days that changed. A day that is still changing is left alone for a while; a
/// backlog is drained with a share of one processor, so that ingest and pages do not wait for it. What it
/// does can be done again at any time with the same result, so a stop or a failure loses nothing.
/// </summary>
/// <param name="store">Marks days, and keeps their cells.</param>
/// <param name="registry">For the outlets' hours.</param>
/// <param name="definitions">Limits of the flags are those in force on the day.</param>
/// <param name="limits">How hard it works.</param>
/// <param name="time">Clock.</param>
/// <param name="log">Told of failures.</param>
internal sealed partial class SettlingLoop(
    IRatingStore store, Func<BranchRegistry> registry, DefinitionBook definitions, SettlingLimits limits,
    TimeProvider time, ILogger<SettlingLoop> log)
{
    private readonly DayPatience _patience = new(limits.Quiet, limits.Most);

    public SettlingCounters Counters { get; } = new();

    /// <summary>Runs until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            var rest = limits.Look;
            try
            {
                await LookAsync(stop);
            }
            catch (StoreException e)
            {
                Counters.Failures++;
                LogAway(e);
                rest = limits.MostRest;
            }

            await Task.Delay(rest, time, stop);
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        // another collector's work is not ours to report as waiting
        var marked = store.MaySettle() ? store.Dirty(limits.MostDays) : [];
        var now = time.GetUtcNow();
        var ripe = _patience.Ripe(marked, now);
        (Counters.Waiting, Counters.WaitingSeconds) =
            (marked.Count, (long)(now - (_patience.Oldest ?? now)).TotalSeconds);
        foreach (var day in ripe)
        {
            var began = time.GetTimestamp();
            if (Settle(day)) Counters.Waiting--;
            await Task.Delay(Rest(time.GetElapsedTime(began)), time, stop);
        }
    }

    /// <summary>False where this one cannot be settled now; the others go on, and it waits anew.</summary>
    private bool Settle(DirtyDay marked)
    {
        _patience.Forget(marked);
        try
        {
            var rules = registry().Outlet(marked.Outlet);
            var day = OutletDay.Read(store, marked.Outlet, marked.Day, rules);
            store.Settle(new(marked, DayCells.Of(day, definitions.On(marked.Day))));
            Counters.Settled++;
            return true;
        }
        catch (Exception e) when (e is not (StoreException or OperationCanceledException))
        {
            Counters.Failures++;
            LogUnsettled(marked.Outlet, marked.Day, e);
            return false;
        }
    }

    private TimeSpan Rest(TimeSpan worked)
    {
        var rest = worked * (1 / limits.Share - 1);
        return rest < limits.MostRest ? rest : limits.MostRest;
    }

    [LoggerMessage(1, LogLevel.Error,
        "Days cannot be settled: the store failed. Ratings are taken in if it takes them; tried again soon")]
    private partial void LogAway(Exception e);

    [LoggerMessage(2, LogLevel.Error,
        "Outlet {Outlet}, {Day:yyyy-MM-dd} cannot be settled; the others go on, and it is tried again")]
    private partial void LogUnsettled(OutletId outlet, DateOnly day, Exception e);
}
