using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Audit;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.HeadOffice.Receiving;
using RatingDevice.Collector.Statements;
using RatingDevice.Simulation.Bank;
using RatingDevice.Simulation.Store;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.HeadOffice.Receiving;

/// <summary>Two branches whose files are exchanged; what is wrong with one's holds up no other.</summary>
public sealed class DropIntakeTests : IDisposable
{
    private static readonly DateOnly First = new(2026, 11, 1);

    private readonly string _root = Directory.CreateTempSubdirectory("intake").FullName;
    private readonly ChainScript _one = new("o-1"), _two = new("o-2");
    private readonly FakeStatementStore _store = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly HandTime _time = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly KeptLog<DropIntake> _log = new();
    private readonly AuditFolder _audits;
    private readonly DropIntake _intake;
    private BankTree _tree;

    public DropIntakeTests()
    {
        _tree = new TreeScript().Unit("ho").Unit("b-1", "ho").Unit("b-2", "ho")
            .Outlet("o-1", "b-1").Outlet("o-2", "b-2").Make();
        var receiving = new ReceivingLoop(_store, () => _tree, UnitId.Parse("ho"), _key, new(), _time,
            new KeptLog<ReceivingLoop>());
        _ = receiving.RunAsync(_stop.Token);
        _audits = new(At("audits"));
        _intake = new(new() { Inbox = At("inbox"), Outbox = At("outbox") }, receiving, _audits,
            new(() => _tree, _time), _time, _log);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _one.Dispose();
        _two.Dispose();
        _key.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task A_unit_whose_files_cannot_be_exchanged_is_told_of_once_and_holds_up_no_other()
    {
        var (stuck, free) = (Drop("b-1", _one.Day(First)), Drop("b-2", _two.Day(First)));
        Directory.CreateDirectory(At("outbox"));
        await File.WriteAllTextAsync(At("outbox/b-1"), "in the place of the folder");
        for (var i = 0; i < 3; i++) await _intake.LookAsync(default);
        Assert.Equal((true, false), (Directory.Exists(stuck), Directory.Exists(free)));
        Assert.True(File.Exists(At("outbox/b-2/o-2.1.json")));
        Assert.Contains(stuck, Assert.Single(_log.Said, s => s.Level == LogLevel.Error).Text,
            StringComparison.Ordinal);
        File.Delete(At("outbox/b-1"));
        await _intake.LookAsync(default);
        Assert.True(File.Exists(At("outbox/b-1/o-1.1.json")));
    }

    [Fact]
    public async Task A_refused_drop_is_judged_again_as_soon_as_the_tree_was_mended()
    {
        var mended = _tree;
        _tree = new TreeScript().Unit("ho").Unit("b-1", "ho").Unit("b-2", "ho").Outlet("o-2", "b-2").Make();
        var drop = Drop("b-1", _one.Day(First));
        for (var i = 0; i < 3; i++) await _intake.LookAsync(default);
        Assert.Single(_log.Said, s => s.Text.Contains("UnknownOutlet", StringComparison.Ordinal));
        _tree = mended;
        await _intake.LookAsync(default);
        Assert.False(Directory.Exists(drop));
    }

    [Theory]
    [InlineData("null in the list", "names no statement.ndjson")]
    [InlineData("a large statement", "larger than 1048576 bytes")]
    [InlineData("a large manifest", "larger than 65536 bytes")]
    [InlineData("no manifest", "manifest.json")]
    public async Task A_drop_that_is_none_is_refused_unread_and_the_next_is_taken(string what, string said)
    {
        var (bad, good) = (Drop("b-1", _one.Day(First)), Drop("b-2", _two.Day(First)));
        var (manifest, statement) =
            (Path.Combine(bad, DropFiles.ManifestName), Path.Combine(bad, DropFiles.StatementName));
        if (what == "null in the list")
        {
            await File.WriteAllTextAsync(manifest,
                $$"""{"v":1,"outlet":"o-1","n":1,"hash":"{{_one.Made[0].Hash}}","files":[null]}""");
        }
        else if (what == "a large statement") Stretch(statement);
        else if (what == "a large manifest") Stretch(manifest);
        else File.Delete(manifest);
        await _intake.LookAsync(default);
        Assert.False(Directory.Exists(good));
        _time.Move(TimeSpan.FromHours(1.1));
        await _intake.LookAsync(default);
        var no = StatementText.ReadRefused(await File.ReadAllBytesAsync(At("outbox/b-1/o-1.1.json")), out _);
        Assert.Equal(StatementRefusal.Malformed, no!.Reason);
        Assert.Contains(said, no.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_is_kept_though_its_question_is_not_among_those_shown_and_a_large_one_stays()
    {
        var asks = Enumerable.Range(1, 30).Select(i => AuditScopeTests.Ask(i, "o-1")).ToList();
        asks.ForEach(_audits.Put);
        var (answers, strangers) = (At("inbox/b-1/answers"), At("inbox/b-2/answers"));
        DropFiles.Put(answers, $"{asks[28].Id}.ndjson", "lines"u8);
        DropFiles.Put(answers, $"{asks[29].Id}.ndjson", "lines"u8);
        DropFiles.Put(strangers, $"{asks[0].Id}.ndjson", "lines"u8);
        Stretch(Path.Combine(answers, $"{asks[29].Id}.ndjson"), AuditEvidence.MostBytes);
        await _intake.LookAsync(default);
        await _intake.LookAsync(default);
        Assert.Equal("lines"u8, _audits.Answer(asks[28].Id));
        Assert.Equal(29, _audits.Open().Count);
        Assert.Equal([$"{asks[29].Id}.ndjson"],
            Directory.EnumerateFiles(answers).Concat(Directory.EnumerateFiles(strangers))
                .Select(Path.GetFileName));
        Assert.Single(_log.Said, s => s.Level == LogLevel.Error);
        Assert.Equal(29, Directory.EnumerateFiles(At("outbox/b-1/questions")).Count());
    }

    private string At(string name) => Path.Combine(_root, name);

    private string Drop(string unit, SignedStatement statement)
    {
        var home = Directory.CreateDirectory(At($"inbox/{unit}")).FullName;
        DropFiles.Write(home, statement, []);
        return Path.Combine(home, DropFiles.Name(statement.Head.Outlet, statement.Head.N));
    }

    /// <summary>A file far larger than it takes room on the disk.</summary>
    private static void Stretch(string file, int beyond = StatementText.MostBytes)
    {
        using var open = File.OpenWrite(file);
        open.SetLength(beyond + 1L);
    }
}
