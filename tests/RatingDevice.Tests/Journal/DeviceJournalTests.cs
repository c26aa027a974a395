using RatingDevice.Firmware.Journal;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Journal;

public sealed class DeviceJournalTests
{
    [Theory, InlineData(true), InlineData(false)]
    public void A_new_journal_says_whose_it_is_and_what_is_appended_continues_the_chain(bool real)
    {
        using var home = new JournalHome(real);
        using var journal = home.Open();
        Assert.Equal((JournalHome.Owner.Fresh, 1L), (journal.Id, journal.Head.N));
        home.Time.Advance(TimeSpan.FromMilliseconds(1234));
        var head = journal.Append([home.Invited(), home.Rated(2)]);
        Assert.Equal((3L, journal.Head), (head.N, head));

        var entries = JournalHome.Entries(journal);
        var opened = Assert.IsType<Opened>(entries[0]);
        Assert.Equal((Digest.Zero, "d-1", "a-public-key"), (opened.P, opened.Device.ToString(), opened.Key));
        Assert.Equal(home.Clock.Up, entries[2].Up);
        Assert.Equal(home.Clock.At(home.Clock.Up), entries[2].At);
        Assert.Equal((home.Clock.Boot, ClockQuality.Unsynced), (entries[2].Boot, entries[2].Clock));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void After_a_restart_the_chain_goes_on(bool real)
    {
        using var home = new JournalHome(real);
        JournalHead head;
        using (var journal = home.Open()) head = journal.Append([home.Stray()]);
        using var again = home.Open(owner: JournalHome.Owner with { Fresh = JournalId.Parse("j-other") });
        Assert.Equal((JournalHome.Owner.Fresh, head), (again.Id, again.Head));
        again.Append([home.Stray()]);
        Assert.Equal(3, JournalHome.Entries(again).Count);
        Assert.Null(again.Recovery.Damage);
    }

    [Fact]
    public void A_wall_clock_that_jumps_does_not_bend_when_things_happened()
    {
        using var home = new JournalHome(real: false);
        using var journal = home.Open();
        var late = home.Stray();
        home.Time.Advance(TimeSpan.FromSeconds(2));
        home.Time.SetWall(DateTimeOffset.UnixEpoch);
        journal.Append([late, home.Stray()]);
        var entries = JournalHome.Entries(journal, 2);
        Assert.Equal(DateTimeOffset.UnixEpoch, entries[0].At); // two seconds before 1970 is not a time
        Assert.Equal(TimeSpan.FromSeconds(2), entries[1].Up - entries[0].Up);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void A_batch_is_as_many_whole_lines_as_fit(bool real)
    {
        using var home = new JournalHome(real);
        using var journal = home.Open();
        journal.Append([.. Enumerable.Range(1, 500).Select(_ => home.Stray())]);
        var all = JournalHome.Entries(journal).Count;
        Assert.Equal(501, all);
        var two = journal.Read(2, 10_000)!;
        Assert.InRange(two.Lines.Length, 9_000, 10_000);
        Assert.Equal(two.Count, two.Lines.Count(b => b == (byte)'\n'));
        Assert.Equal(2 + two.Count, journal.Read(2 + two.Count, 10_000)!.First);
        Assert.Null(journal.Read(502, 10_000));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void At_the_limit_of_unacknowledged_entries_nothing_is_taken_until_an_ack_comes(bool real)
    {
        using var home = new JournalHome(real);
        using var journal = home.Open(mostPending: 10);
        for (var i = 0; i < 9; i++) journal.Append([home.Stray()]);
        var refused = Assert.Throws<JournalException>(() => journal.Append([home.Stray()]));
        Assert.True(refused.Full);
        Assert.Contains("10 entries", refused.Message, StringComparison.Ordinal);
        Assert.Equal(10, journal.Head.N);
        Assert.True(journal.Acknowledge(10, journal.Head.Hash));
        Assert.Equal(11, journal.Append([home.Stray()]).N);
    }

    [Fact]
    public void A_line_over_the_limit_of_the_contract_is_refused_before_it_is_written()
    {
        using var home = new JournalHome(real: false);
        using var journal = home.Open();
        var long1 = new Boot { Up = home.Clock.Up, Firmware = new string('x', Limits.LineBytes) };
        Assert.Throws<ArgumentException>(() => journal.Append([home.Stray(), long1]));
        Assert.Equal(1, journal.Head.N);
    }

    [Fact]
    public async Task Waiting_for_an_entry_ends_with_the_entry_or_with_the_stop()
    {
        using var home = new JournalHome(real: false);
        using var journal = home.Open();
        await journal.WaitForEntryAsync(0, CancellationToken.None);
        var next = journal.WaitForEntryAsync(1, CancellationToken.None);
        Assert.False(next.IsCompleted);
        journal.Append([home.Stray()]);
        await next.WaitAsync(TimeSpan.FromSeconds(20));

        using var stop = new CancellationTokenSource();
        var cut = journal.WaitForEntryAsync(2, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cut);
    }

    [Fact]
    public async Task One_loop_appends_while_another_reads_and_acknowledges()
    {
        const int many = 3_000;
        using var home = new JournalHome(real: true);
        using var journal = home.Open(keep: 100);
        var writing = Task.Run(() =>
        {
            for (var i = 1; i < many; i += 10)
                journal.Append([.. Enumerable.Range(i, 10).Select(n => home.Stray(n))]);
        });
        var counts = new List<int>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (journal.Acked.N < many)
        {
            await journal.WaitForEntryAsync(journal.Acked.N, limit.Token);
            var from = journal.Acked.N + 1;
            var lines = journal.Read(from, 20_000)!;
            ReadOnlyMemory<byte> rest = lines.Lines;
            while (Batch.TryTakeLine(ref rest, out var line))
                if (WireText.TryReadEntry(line.Span, out var e, out _) && e is Stray s) counts.Add(s.Count);
            Assert.True(journal.Acknowledge(from + lines.Count - 1, lines.LastHash));
        }

        await writing;
        Assert.Equal(Enumerable.Range(1, many), counts);
    }
}
