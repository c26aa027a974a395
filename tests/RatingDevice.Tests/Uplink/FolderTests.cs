using System.Security.Cryptography;
using RatingDevice.Collector.Audit;
using RatingDevice.Collector.HeadOffice.Receiving;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Uplink;
using RatingDevice.Collector.Uplink.Folder;
using RatingDevice.Simulation.Bank;
using RatingDevice.Simulation.Store;
using RatingDevice.Tests.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Uplink;

/// <summary>Statements as files, moved by the test as a bank would move them.</summary>
public sealed class FolderTests : IDisposable
{
    private static readonly DateOnly First = new(2026, 11, 1);
    private static readonly UnitId Branch = UnitId.Parse("b-1");

    private readonly string _root = Directory.CreateTempSubdirectory("drops").FullName;
    private readonly ChainScript _chain = new();
    private readonly FakeStatementStore _branch = new(), _office = new();
    private readonly ECDsa _own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _above = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly HandTime _time = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ReceivingLoop _receiving;
    private readonly DropIntake _intake;

    public FolderTests()
    {
        var tree = new TreeScript().Unit("ho").Unit("b-1", "ho").Outlet("o-1", "b-1").Make();
        _receiving = new(_office, () => tree, UnitId.Parse("ho"), _above, new(), _time,
            new KeptLog<ReceivingLoop>());
        _ = _receiving.RunAsync(_stop.Token);
        var audits = new AuditFolder(Path.Combine(_root, "audits"));
        _intake = new(new() { Inbox = At("inbox"), Outbox = At("outbox") }, _receiving, audits,
            new(() => tree, _time), _time, new KeptLog<DropIntake>());
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _chain.Dispose();
        _own.Dispose();
        _above.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task A_statement_goes_up_as_files_and_its_receipt_comes_back()
    {
        var sent = _chain.Day(First, ("0071", "rated", 3), ("0071", "invited", 5));
        using var office = Office();
        Assert.IsType<Underway>(await office.DeliverAsync(sent, default));
        var drop = Path.Combine(At("drops"), "o-1.1");
        Assert.Equal(["manifest.json", "statement.ndjson", "tellers.csv"],
            Directory.EnumerateFiles(drop).Select(Path.GetFileName).Order());
        Assert.Equal(sent.ToBytes(), await File.ReadAllBytesAsync(Path.Combine(drop, "statement.ndjson")));
        Assert.Contains("o-1,2026-11-01,1,1,0071,,rated,3",
            await File.ReadAllTextAsync(Path.Combine(drop, "tellers.csv")), StringComparison.Ordinal);
        MoveUp();
        await _intake.LookAsync(default);
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(At("inbox"), "b-1")));
        MoveDown();
        var taken = Assert.IsType<Taken>(await office.DeliverAsync(sent, default));
        Assert.Equal("", ReceiptCheck.Wrong(taken.Receipt, sent, Es256.Fingerprint(_above)));
        office.Settled(sent);
        Assert.Empty(Directory.EnumerateFiles(At("receipts")));
        Assert.False(Directory.Exists(drop));
    }

    [Fact]
    public async Task A_file_that_is_no_question_is_set_aside_and_the_others_are_asked()
    {
        using var office = Office();
        var ask = AuditAsk.Of(_chain.Day(First), First, null, UnitId.Parse("ho"), new Random(1),
            _time.GetUtcNow());
        var questions = Path.Combine(At("receipts"), "questions");
        Directory.CreateDirectory(questions);
        File.WriteAllText(Path.Combine(questions, "a-1.json"), "rubbish");
        File.WriteAllBytes(Path.Combine(questions, $"{ask.Id}.json"), AuditText.Write([ask]));
        Assert.Equal([ask], await office.QuestionsAsync(default));
        Assert.Equal([ask], await office.QuestionsAsync(default));
        Assert.True(File.Exists(Path.Combine(questions, "a-1.json.unreadable")));
    }

    [Theory]
    [InlineData("nothing but the folder")]
    [InlineData("half a statement")]
    [InlineData("all but the rename")]
    public async Task A_crash_before_the_rename_leaves_nothing_anyone_takes_and_the_next_try_makes_it_whole(
        string how)
    {
        var sent = _chain.Day(First);
        var part = Path.Combine(At("drops"), DropFiles.Part + "o-1.1");
        Directory.CreateDirectory(part);
        if (how != "nothing but the folder")
            await File.WriteAllBytesAsync(Path.Combine(part, DropFiles.StatementName), sent.ToBytes()[..50]);
        if (how == "all but the rename")
            await File.WriteAllTextAsync(Path.Combine(part, DropFiles.ManifestName), "{}");
        MoveUp();
        await _intake.LookAsync(default);
        Assert.Empty(_office.Heads());
        using var office = Office();
        Assert.IsType<Underway>(await office.DeliverAsync(sent, default));
        Assert.False(Directory.Exists(part));
        MoveUp();
        await _intake.LookAsync(default);
        Assert.Equal(1, _office.Head(_chain.Outlet)!.N);
    }

    [Fact]
    public async Task A_drop_that_is_still_being_copied_waits_and_one_that_stays_broken_is_refused()
    {
        using var office = Office();
        await office.DeliverAsync(_chain.Day(First), default);
        MoveUp();
        var file = Path.Combine(At("inbox"), "b-1", "o-1.1", DropFiles.StatementName);
        var whole = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, whole[..^9]);
        await _intake.LookAsync(default);
        Assert.False(Directory.Exists(Path.Combine(At("outbox"), "b-1")));
        _time.Move(TimeSpan.FromHours(1.1));
        await _intake.LookAsync(default);
        MoveDown();
        var refused = Assert.IsType<Refused>(await office.DeliverAsync(_chain.Made[0], default));
        Assert.Equal(StatementRefusal.Malformed, refused.Reason);
        await File.WriteAllBytesAsync(file, whole);
        await _intake.LookAsync(default);
        Assert.Equal(1, _office.Head(_chain.Outlet)!.N);
    }

    [Fact]
    public async Task Drops_that_arrive_out_of_order_wait_for_the_one_before()
    {
        using var office = Office();
        await office.DeliverAsync(_chain.Day(First), default);
        await office.DeliverAsync(_chain.Day(First.AddDays(1)), default);
        Directory.Move(Path.Combine(At("drops"), "o-1.1"), Path.Combine(_root, "late"));
        MoveUp();
        await _intake.LookAsync(default);
        Assert.Empty(_office.Heads());
        Directory.Move(Path.Combine(_root, "late"), Path.Combine(At("inbox"), "b-1", "o-1.1"));
        await _intake.LookAsync(default);
        Assert.Equal(2, _office.Head(_chain.Outlet)!.N);
    }

    [Fact]
    public async Task Without_receipts_a_drop_on_the_disk_counts_only_because_somebody_said_so()
    {
        var sent = _chain.Day(First);
        _chain.KeepIn(_branch, _time.GetUtcNow());
        using var office = new FolderHeadOffice(
            new() { Drops = At("drops"), Receipts = FolderHeadOffice.NoReceipts }, Branch, _own, _time);
        var courier = new Courier(office, _branch, UplinkParts.Pinned(
            new() { By = UplinkBy.Folder, Folder = new() { Receipts = "none" } }, _own));
        Assert.True((await courier.BringAsync(sent, default)).Delivered);
        Assert.Equal(
            (0L, Branch), (_branch.Backlog().Count, _branch.Chain(_chain.Outlet).Single().Receipt!.By));
        Assert.True(Directory.Exists(Path.Combine(At("drops"), "o-1.1")));
    }

    [Fact]
    public async Task A_drop_that_was_moved_is_not_put_there_again_each_look_but_each_day()
    {
        var sent = _chain.Day(First);
        using var office = Office();
        await office.DeliverAsync(sent, default);
        MoveUp();
        await office.DeliverAsync(sent, default);
        Assert.Empty(Directory.EnumerateDirectories(At("drops")));
        _time.Move(TimeSpan.FromDays(1));
        await office.DeliverAsync(sent, default);
        Assert.Single(Directory.EnumerateDirectories(At("drops")));
    }

    private FolderHeadOffice Office() =>
        new(new() { Drops = At("drops"), Receipts = At("receipts") }, Branch, _own, _time);

    private string At(string name) => Path.Combine(_root, name);

    /// <summary>Moves what is whole, as a file transfer does: hidden names are not taken.</summary>
    private void MoveUp()
    {
        Directory.CreateDirectory(Path.Combine(At("inbox"), "b-1"));
        foreach (var drop in Directory.EnumerateDirectories(At("drops"))
            .Where(d => !Path.GetFileName(d).StartsWith('.')))
            Directory.Move(drop, Path.Combine(At("inbox"), "b-1", Path.GetFileName(drop)));
    }

    private void MoveDown()
    {
        Directory.CreateDirectory(At("receipts"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(At("outbox"), "b-1")))
            File.Move(file, Path.Combine(At("receipts"), Path.GetFileName(file)), overwrite: true);
    }
}
