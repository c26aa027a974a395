using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Dashboard;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.Rehearsal;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Tests.HeadOffice;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Rehearsal;

/// <summary>Head office asks itself its questions before it is ready, or is ready without.</summary>
public sealed class BankRehearsalTests : IDisposable
{
    private readonly SmallBank _bank = new();
    private readonly KeptLog _log = new();
    private readonly HandTime _time = new();

    public void Dispose() => _bank.Dispose();

    [Fact]
    public async Task It_comes_to_its_end_over_an_empty_store_and_over_one_with_figures()
    {
        await RunAsync(() => _bank.Store);
        _bank.Rated("o-1", SmallBank.Day(20), "0101", 3, 0, 0, 0);
        await RunAsync(() => _bank.Store);
        Assert.All(_log.Said, said => Assert.Equal(LogLevel.Information, said.Level));
        Assert.Equal(2, _log.Said.Count);
    }

    [Fact]
    public async Task A_store_that_is_away_is_said_and_goes_no_further()
    {
        await RunAsync(() => throw new StoreException("no database", new()));
        var (level, text) = Assert.Single(_log.Said);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("no database", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_holds_the_start_up_for_so_long_and_no_longer()
    {
        using var answers = new ManualResetEventSlim();
        using var asked = new ManualResetEventSlim();
        var running = RunAsync(() =>
        {
            asked.Set();
            answers.Wait();
            return _bank.Store;
        });
        Assert.True(asked.Wait(TimeSpan.FromSeconds(30)));
        _time.Move(Rehearsing.Most - TimeSpan.FromSeconds(1));
        Assert.False(running.IsCompleted);
        _time.Move(TimeSpan.FromSeconds(1));
        await running.WaitAsync(TimeSpan.FromSeconds(30));
        answers.Set();
        Assert.Equal(LogLevel.Warning, Assert.Single(_log.Said).Level);
    }

    private Task RunAsync(Func<IRatingStore> snapshot)
    {
        var registry = new BankRegistry(() => SmallBank.Tree, () => _bank.Store.Statements.Figures);
        var source = new FigureSource(
            snapshot, () => registry.Current, DefinitionBook.BuiltIn, (_, _) => [])
        {
            Sums = held => new BankSums(held.Statements.Figures, SmallBank.Tree), Tree = () => SmallBank.Tree,
        };
        var rehearsal = new BankRehearsal(source, _time);
        return new Rehearsing(_time, _log).RunAsync(rehearsal.PlayAsync, CancellationToken.None);
    }
}
