using RatingDevice.Collector.Export.Json;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Hosting;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Rehearsal;

/// <summary>
/// Plays a few customers' visits before the collector says that it is ready, so that the runtime compiles
/// what they need now and not while the first rating of the morning waits. It leaves nothing behind: see
/// <see cref="ScratchCollector"/>. Of the real one it only reads pages. That one already serves meanwhile.
/// </summary>
/// <param name="scratch">Makes an empty store in memory.</param>
/// <param name="time">Clock.</param>
internal sealed class CollectorRehearsal(Func<IRatingStore> scratch, TimeProvider time)
{
    private const int Rounds = 3;

    private static readonly string[] Pages =
    [
        "/", "/parts", "/api/v1/live", "/api/v1/devices", "/api/v1/journals", "/healthz", "/tellers",
        "/api/v1/figures?period=",
    ];

    /// <exception cref="Exception">Anything: whatever it was, the collector serves without.</exception>
    /// <param name="site">The real page.</param>
    /// <param name="stop">Ends it early.</param>
    public async Task PlayAsync(Uri site, CancellationToken stop)
    {
        await PlayAsync(stop);
        await LookAsync(site, stop);
    }

    private async Task PlayAsync(CancellationToken stop)
    {
        using var store = scratch();
        await using var collector = await ScratchCollector.StartAsync(store, time, stop);
        using var eyes = new PageVisit(collector.Address, stop);
        using var hands = new PageVisit(collector.Address, stop);
        await eyes.OpenAsync("/api/v1/live/events");
        await eyes.SeeAsync("event: snapshot");
        collector.Hear(collector.Journal.Send(collector.Journal.First()));
        for (var round = 1; round <= Rounds; round++) await VisitAsync(collector, eyes, hands, round);
        await ReportAsync(store, stop);
    }

    // Of a month with ratings in it: that of the real one may have none yet, and then compiles nothing.
    private async Task ReportAsync(IRatingStore store, CancellationToken stop)
    {
        var reader = new FigureReader(store, BranchRegistry.Empty, DefinitionBook.BuiltIn);
        foreach (var by in new[] { By.Teller, By.Day })
        {
            var sheet = reader.Ask(new(Scope.All, Month, by));
            await FigureJson.WriteAsync(Stream.Null, sheet, stop);
        }
    }

    private Period Month => Period.Month(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));

    // Invited by the counter PC; pressed, then changed. Every other round by a teller the registry has not.
    private static async Task VisitAsync(
        ScratchCollector collector, PageVisit eyes, PageVisit hands, int round)
    {
        var journal = collector.Journal;
        var (teller, service) = (TellerId.Parse(round % 2 == 0 ? "unknown" : "known"), $"r-{round}");
        collector.Hear(journal.Online(round, teller));
        await eyes.SeeAsync("event: device");
        await hands.PostAsync("/api/v1/devices/rehearsal/invite", $$"""{"service":"{{service}}"}""");
        collector.Hear(journal.Send(new SignOn { By = Trigger.Panel, Teller = teller }));
        var ticket = ServiceId.Parse(service);
        var invited = new Invited { By = Trigger.CounterPc, Teller = teller, Service = ticket };
        collector.Hear(journal.Send(invited));
        await eyes.SeeAsync("\"invited\"");
        var first = Press(journal.Head, invited, "satisfied");
        collector.Hear(journal.Send(first));
        await eyes.SeeAsync("\"rated\"");
        collector.Hear(journal.Send(Press(first.Invited, invited, "fair") with
        {
            Replaces = journal.Head, Was = first.Level,
        }));
        await eyes.SeeAsync("\"rated\"");
        await hands.GetAsync("/parts");
    }

    private static Rated Press(long number, Invited invited, string level) => new()
    {
        By = invited.By,
        Teller = invited.Teller,
        Service = invited.Service,
        Invited = number,
        Level = LevelCode.Parse(level),
        After = TimeSpan.FromMilliseconds(1),
    };

    private async Task LookAsync(Uri site, CancellationToken stop)
    {
        using var visit = new PageVisit(site, stop);
        foreach (var page in Pages) await visit.GetAsync(page.EndsWith('=') ? $"{page}{Month}" : page);
    }
}
