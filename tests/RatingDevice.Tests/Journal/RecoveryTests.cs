using RatingDevice.Firmware.Journal;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Journal;

/// <summary>What a journal still knows after the worst, and what it never forgets.</summary>
public sealed class RecoveryTests
{
    [Theory, InlineData(true), InlineData(false)]
    public void It_knows_who_is_signed_on_and_which_invitation_is_open(bool real)
    {
        using var home = new JournalHome(real);
        using (var journal = home.Open())
        {
            Assert.Equal((null, null), (journal.Recovery.Teller, journal.Recovery.Open));
            journal.Append([home.SignOn("7"), home.Invited(), home.Stray()]);
        }

        using (var journal = home.Open())
        {
            Assert.Equal(("7", 3L), (journal.Recovery.Teller.ToString(), journal.Recovery.Open!.N));
            journal.Append([home.Rated(3)]);
            var off = new SignOff { Up = home.Clock.Up, Teller = TellerId.Parse("7"), By = Trigger.Panel };
            journal.Append([off]);
        }

        using var last = home.Open();
        Assert.Equal((null, null), (last.Recovery.Teller, last.Recovery.Open));
    }

    [Fact]
    public void A_failed_sync_keeps_nothing_and_the_next_append_works()
    {
        using var home = new JournalHome(real: false);
        using var journal = home.Open();
        var head = journal.Append([home.Stray()]);
        for (var failing = 1; failing <= 3; failing++)
        {
            home.Disk!.Faults.FailingSyncs = failing;
            for (var i = 0; i < failing; i++)
                Assert.False(Assert.Throws<JournalException>(() => journal.Append([home.Stray()])).Full);
            Assert.Equal(head, journal.Head);
            head = journal.Append([home.Stray(), home.Stray()]);
        }

        home.Disk!.Crash(new Random(3));
        using var again = home.Open();
        Assert.Equal(head, again.Head);
        Assert.Equal(8, JournalHome.Entries(again).Count);
    }

    [Fact]
    public void A_full_disk_keeps_nothing_of_an_append_and_recovers_with_space()
    {
        using var home = new JournalHome(real: false);
        using var journal = home.Open();
        home.Disk!.Faults.Space = home.Disk.Used + 100;
        var refused = Assert.Throws<JournalException>(() => journal.Append([home.Stray()]));
        Assert.Contains("full", refused.Message, StringComparison.Ordinal);
        home.Disk.Faults.Space = long.MaxValue;
        Assert.Equal(2, journal.Append([home.Stray()]).N);
    }

    [Fact]
    public void What_append_returned_survives_a_power_cut_at_any_moment()
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            using var home = new JournalHome(real: false);
            var (random, durable) = (new Random(seed), 1L);
            var journal = home.Open(keep: 5);
            var cut = random.Next(1, 120);
            home.Disk!.Faults.Before = (_, _) =>
            {
                if (--cut == 0) home.Disk.Crash(random);
            };
            try
            {
                while (true)
                {
                    var head = journal.Append([home.Stray(), home.Stray()]);
                    durable = head.N;
                    if (random.Next(3) == 0) journal.Acknowledge(head.N, head.Hash);
                }
            }
            catch (JournalException)
            {
                // the power went
            }

            home.Disk.Faults.Before = null;
            using var again = home.Open(keep: 5);
            Assert.True(again.Head.N >= durable, $"seed {seed}: {durable} was returned, not {again.Head.N}");
            Assert.Null(again.Recovery.Damage);
            JournalHome.Entries(again, again.Acked.N + 1);
            journal.Dispose();
        }
    }

    [Theory]
    [InlineData("UPDATE entry SET line = CAST(replace(line, 'fair', 'fine') AS BLOB) WHERE n = 4", 3, 3)]
    [InlineData("UPDATE entry SET line = zeroblob(20) WHERE n = 6", 5, 1)]
    [InlineData("UPDATE entry SET hash = zeroblob(32) WHERE n = 5", 4, 2)]
    [InlineData("UPDATE entry SET hash = x'00' WHERE n = 6", 5, 1)]
    [InlineData("DELETE FROM entry WHERE n = 4", 3, 2)]
    public void A_damaged_tail_is_set_aside_counted_and_reported(string damage, long good, int lines)
    {
        using var home = new JournalHome(real: true);
        using (var journal = home.Open())
            journal.Append([home.Stray(), home.Stray(), home.Rated(1), home.Rated(1), home.Rated(1)]);
        home.Tamper(damage);

        using (var journal = home.Open())
        {
            Assert.Equal(good, journal.Head.N);
            Assert.Contains($"{lines} lines", journal.Recovery.Damage, StringComparison.Ordinal);
            Assert.InRange(journal.Recovery.DamagedRatings, 1, lines);
            journal.Append([home.Stray()]);
            Assert.Equal(good + 1, JournalHome.Entries(journal).Count);
        }

        Assert.Equal(lines, home.Count("damaged"));
        using var last = home.Open();
        Assert.Null(last.Recovery.Damage);
    }

    [Theory]
    [InlineData("UPDATE entry SET hash = zeroblob(32) WHERE n = 3")]
    [InlineData("UPDATE entry SET line = zeroblob(20) WHERE n = 3")]
    [InlineData("UPDATE entry SET line = zeroblob(20), hash = zeroblob(32) WHERE n = 2")]
    public void Damage_to_what_the_collector_holds_costs_nothing(string damage)
    {
        using var home = new JournalHome(real: true);
        using (var journal = home.Open())
        {
            var acked = journal.Append([home.Stray(), home.Stray()]);
            journal.Acknowledge(3, acked.Hash);
            journal.Append([home.Rated(1), home.Rated(1)]);
        }

        home.Tamper(damage);
        using var again = home.Open();
        Assert.Equal((5L, null), (again.Head.N, again.Recovery.Damage));
        Assert.Equal(2, JournalHome.Entries(again, 4).Count);
    }

    [Fact]
    public void A_file_that_is_no_journal_any_more_is_kept_aside_and_a_new_one_begins()
    {
        using var home = new JournalHome(real: true);
        home.Open().Dispose();
        File.WriteAllText(home.Source, "the head of an SD card that gave up. " + new string('x', 8_000));
        using var journal = home.Open(owner: JournalHome.Owner with { Fresh = JournalId.Parse("j-2") });
        Assert.Equal(("j-2", 1L), (journal.Id.ToString(), journal.Head.N));
        Assert.Contains("journal.db.damaged-1", journal.Recovery.Damage, StringComparison.Ordinal);
        Assert.True(File.Exists(home.Source + ".damaged-1"));
    }

    [Fact]
    public void Whatever_byte_of_the_file_rots_the_journal_starts()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            using var home = new JournalHome(real: true);
            using (var journal = home.Open())
                for (var i = 0; i < 3; i++)
                    journal.Append([.. Enumerable.Range(1, 40).Select(_ => home.Stray())]);
            var random = new Random(seed);
            var bytes = File.ReadAllBytes(home.Source);
            bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
            File.WriteAllBytes(home.Source, bytes);
            var fresh = JournalHome.Owner with { Fresh = JournalId.Parse("j-2") };
            using var again = home.Open(owner: fresh);
            Assert.True(again.Head.N == 121 || again.Recovery.Damage is not null, $"seed {seed}: silent");
            again.Append([home.Stray()]);
            JournalHome.Entries(again);
        }
    }

    [Fact]
    public void Another_device_or_key_does_not_get_the_journal()
    {
        using var home = new JournalHome(real: true);
        home.Open().Dispose();
        var device = JournalHome.Owner with { Device = DeviceId.Parse("d-2") };
        Assert.Contains("device d-1", Refusal(home, device), StringComparison.Ordinal);
        Assert.Contains("another device key", Refusal(home, JournalHome.Owner with { PublicKey = "k" }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_writer_is_refused()
    {
        using var home = new JournalHome(real: true);
        using var journal = home.Open();
        var refusal = Refusal(home, JournalHome.Owner);
        Assert.Contains("held by another process", refusal, StringComparison.Ordinal);
        journal.Append([home.Stray()]);
    }

    [Fact]
    public void A_journal_of_a_newer_program_is_left_alone()
    {
        using var home = new JournalHome(real: true);
        home.Open().Dispose();
        home.Tamper("PRAGMA user_version = 9");
        Assert.Contains("Run the newer program", Refusal(home, JournalHome.Owner), StringComparison.Ordinal);
    }

    private static string Refusal(JournalHome home, JournalOwner owner) =>
        Assert.Throws<JournalException>(() => home.Open(owner: owner)).Message;
}
