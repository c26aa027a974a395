using RatingDevice.Wire;

namespace RatingDevice.Tests.Journal;

/// <summary>The cursor says what the collector has committed; it follows the collector, also back.</summary>
public sealed class CursorTests
{
    [Theory, InlineData(true), InlineData(false)]
    public void The_cursor_follows_the_collector_forward_and_back(bool real)
    {
        using var home = new JournalHome(real);
        using var journal = home.Open();
        for (var i = 0; i < 9; i++) journal.Append([home.Stray()]);
        var five = Digest.Of(WireText.Write(JournalHome.Entries(journal)[4]));
        Assert.True(journal.Acknowledge(10, journal.Head.Hash));
        Assert.Equal(journal.Head, journal.Acked);
        Assert.True(journal.Acknowledge(5, five));
        Assert.Equal((5L, five), (journal.Acked.N, journal.Acked.Hash));
        Assert.True(journal.Acknowledge(0, Digest.Zero));
        Assert.Equal(0, journal.Acked.N);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void An_ack_of_another_chain_moves_nothing(bool real)
    {
        using var home = new JournalHome(real);
        using var journal = home.Open();
        journal.Append([home.Stray(), home.Stray()]);
        Assert.True(journal.Acknowledge(3, journal.Head.Hash));
        Assert.False(journal.Acknowledge(2, journal.Head.Hash));
        Assert.False(journal.Acknowledge(3, Digest.Zero));
        Assert.False(journal.Acknowledge(4, journal.Head.Hash));
        Assert.False(journal.Acknowledge(0, journal.Head.Hash));
        Assert.False(journal.Acknowledge(-1, Digest.Zero));
        Assert.Equal(3, journal.Acked.N);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void The_cursor_reaches_the_disk_with_the_next_append_and_with_a_clean_close(bool real)
    {
        using var home = new JournalHome(real);
        using (var journal = home.Open())
        {
            journal.Append([home.Stray()]);
            journal.Acknowledge(2, journal.Head.Hash);
            journal.Append([home.Stray()]);
        }

        using (var journal = home.Open())
        {
            Assert.Equal(2, journal.Acked.N);
            journal.Acknowledge(3, journal.Head.Hash);
        }

        using var last = home.Open();
        Assert.Equal(last.Head, last.Acked);
    }

    [Fact]
    public void A_cursor_lost_in_a_power_cut_only_means_sending_again()
    {
        using var home = new JournalHome(real: false);
        var journal = home.Open();
        journal.Append([home.Stray()]);
        Assert.True(journal.Acknowledge(2, journal.Head.Hash));
        home.Disk!.Crash(new Random(1));
        using var again = home.Open();
        Assert.Equal((2L, 0L), (again.Head.N, again.Acked.N));
        Assert.True(again.Acknowledge(2, again.Head.Hash));
        journal.Dispose();
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Old_acknowledged_lines_go_but_never_the_first_nor_who_is_signed_on(bool real)
    {
        using var home = new JournalHome(real);
        using (var journal = home.Open(keep: 10))
        {
            journal.Append([home.SignOn("0070")]);
            for (var i = 0; i < 100; i++)
            {
                var head = journal.Append([home.Stray()]);
                journal.Acknowledge(head.N, head.Hash);
            }

            Assert.Null(journal.Read(50, 60_000));
            Assert.Null(journal.Read(91, 60_000));
            Assert.Equal(11, JournalHome.Entries(journal, 92).Count); // 10 kept, and one not acknowledged
            Assert.False(journal.Acknowledge(50, Digest.Zero));
            Assert.False(journal.Acknowledge(0, Digest.Zero)); // cannot be sent again from the start
        }

        using var again = home.Open(keep: 10);
        Assert.Equal("0070", again.Recovery.Teller.ToString());
        Assert.Equal((102L, JournalHome.Owner.Fresh), (again.Head.N, again.Id));
    }
}
