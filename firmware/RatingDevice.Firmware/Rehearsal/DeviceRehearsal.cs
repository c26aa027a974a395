using Microsoft.Extensions.Logging;
using RatingDevice.Firmware.Options;
using RatingDevice.Hosting;

namespace RatingDevice.Firmware.Rehearsal;

/// <summary>
/// Plays a few customers' visits before the device says that it is ready. The runtime compiles a method when
/// it is first used; without this the first customer of the morning would wait for that. It leaves nothing
/// behind: see <see cref="ScratchDevice"/>. The real device already serves while it goes on.
/// </summary>
internal sealed partial class DeviceRehearsal(DeviceOptions options, DeviceClock clock, ILogger log)
{
    /// <summary>The longest it may hold up "ready"; a board slower than that starts unrehearsed.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(15);

    private const int Rounds = 3;

    /// <summary>Never throws: one that could not rehearse is slower, not broken.</summary>
    /// <param name="page">The real page's address, to be looked at too; null for none.</param>
    /// <param name="stop">Ends it early.</param>
    public async Task RunAsync(Uri? page, CancellationToken stop)
    {
        var began = clock.Time.GetTimestamp();
        using var limit = new CancellationTokenSource(Most, clock.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            await PlayAsync(page, either.Token);
            Rehearsed((long)clock.Time.GetElapsedTime(began).TotalMilliseconds);
        }
        catch (Exception e)
        {
            if (!stop.IsCancellationRequested) NotRehearsed(e.Message);
        }

        // the visits' memory goes back: a small board has better use for it
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private async Task PlayAsync(Uri? page, CancellationToken stop)
    {
        using var device = new ScratchDevice(options, clock);
        try
        {
            var site = await device.StartAsync(stop);
            using var eyes = new PageVisit(site, stop);
            using var hands = new PageVisit(site, stop);
            await LookAsync(hands);
            await eyes.OpenAsync("/events");
            for (var round = 1; round <= Rounds; round++) await VisitAsync(device, eyes, hands, round);
            await device.AckedAsync(stop);
            if (page is null) return;
            using var real = new PageVisit(page, stop);
            await LookAsync(real);
        }
        finally
        {
            await device.StopAsync();
        }
    }

    private static async Task LookAsync(PageVisit visit)
    {
        foreach (var path in (string[])["/", "/levels.json"]) await visit.GetAsync(path);
    }

    // Invited at the panel and pressed, changed; then the same invited by the counter PC.
    private async Task VisitAsync(ScratchDevice device, PageVisit eyes, PageVisit hands, int round)
    {
        await hands.PostAsync("/sign-on", $$"""{"teller":"{{round}}"}""");
        await eyes.SeeAsync($"\"teller\":\"{round}\"");
        for (var by = 0; by < 2; by++)
        {
            if (by == 0) await hands.PostAsync("/invite", $$"""{"service":"r-{{round}}"}""");
            else device.Invite(round);
            await eyes.SeeAsync("\"invited\"");
            await PressAsync(hands, 0);
            await eyes.SeeAsync("\"thanks\"");
            await PressAsync(hands, 1); // may show the same picture again, which nobody sees
        }

        await hands.PostAsync("/sign-off", "{}");
        await eyes.SeeAsync("\"teller\":null");
    }

    private Task PressAsync(PageVisit hands, int level) =>
        hands.PostAsync("/press", $$"""{"level":"{{options.Counter.Levels[level].Code}}"}""");

    [LoggerMessage(Level = LogLevel.Information, Message = "Rehearsed in {Ms} ms.")]
    private partial void Rehearsed(long ms);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The rehearsal broke off: {Why} The device serves; its first answers will be slower.")]
    private partial void NotRehearsed(string why);
}
