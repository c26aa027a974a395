using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Sealing;

/// <summary>Seals what is closed, an outlet after another. Days it missed are made up; a failure is tried
/// again at the next look.</summary>
/// <param name="store">Ratings and statements.</param>
/// <param name="registry">For outlets, devices and names.</param>
/// <param name="definitions">What figures mean.</param>
/// <param name="ends">What devices wrote and did not deliver; asks the store.</param>
/// <param name="key">The collector's.</param>
/// <param name="options">When periods close.</param>
/// <param name="program">Name and version of this program.</param>
/// <param name="time">Clock.</param>
/// <param name="log">Told of failures.</param>
internal sealed partial class SealingLoop(
    IRatingStore store, Func<BranchRegistry> registry, DefinitionBook definitions,
    Func<IReadOnlyList<MissingEnd>?> ends, ECDsa key, SealingOptions options, string program,
    TimeProvider time, ILogger<SealingLoop> log)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(20);

    /// <summary>Devices tell what they hold when they connect; before that, nothing is known of what is
    /// missing.</summary>
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);

    /// <summary>When an outlet's months and quarters were last held against their days: once a day, at the
    /// start, and after a look that broke off.</summary>
    private readonly Dictionary<OutletId, DateOnly> _wholes = [];

    private IReadOnlyList<MissingEnd> _ends = [];

    /// <summary>Statements made since start.</summary>
    public long Made { get; private set; }

    /// <summary>Runs until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await Task.Delay(First, time, stop);
        while (true)
        {
            LookOnce(stop);
            await Task.Delay(Look, time, stop);
        }
    }

    /// <summary>Seals what is closed now.</summary>
    public void LookOnce(CancellationToken stop)
    {
        var branch = registry();
        if (!TryEnds(out var now)) return;
        var otherwise = now is not null && !now.SequenceEqual(_ends);
        var desk = new SealingDesk(store, branch, definitions, now, key, options, program);
        foreach (var outlet in branch.Outlets.OrderBy(o => o.Id))
        {
            if (stop.IsCancellationRequested) return;
            try
            {
                var at = time.GetUtcNow();
                var today = DateOnly.FromDateTime(at.UtcDateTime);
                var made = desk.Seal(
                    outlet, at, otherwise, _wholes.GetValueOrDefault(outlet.Id) != today, stop);
                Made += made;
                _wholes[outlet.Id] = today;
                if (made > 0) LogSealed(outlet.Id, made);
            }
            catch (StoreException e)
            {
                _wholes.Remove(outlet.Id);
                otherwise = false; // looked at again
                now = _ends;
                LogFailed(outlet.Id, e);
            }
        }

        _ends = now ?? [];
    }

    private bool TryEnds(out IReadOnlyList<MissingEnd>? now)
    {
        now = null;
        try
        {
            now = ends();
            return true;
        }
        catch (StoreException e)
        {
            LogUnknown(e);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Outlet {Outlet}: {Made} statements were made")]
    private partial void LogSealed(OutletId outlet, int made);

    [LoggerMessage(2, LogLevel.Error,
        "Outlet {Outlet} cannot be sealed now; what was sealed stays, the rest is tried again soon")]
    private partial void LogFailed(OutletId outlet, Exception e);

    [LoggerMessage(3, LogLevel.Error,
        "Nothing can be sealed now: the store does not say what devices still have. It is tried again soon")]
    private partial void LogUnknown(Exception e);
}
