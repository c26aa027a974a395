using FsCheck;
using FsCheck.Fluent;
using RatingDevice.Collector.Fleet;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Capture;

/// <summary>
/// Counters and the collector's rule together: cards at any counter, connections that come and go. Once all
/// have heard, no teller is at two counters.
/// </summary>
public sealed class TwoCounterProperties
{
    private sealed record Move(int Counter, string Word, bool Connected);

    private static Gen<List<Move>> Moves =>
        (from counter in Gen.Choose(0, 2)
         from word in Gen.Elements("card 1111", "card 2222", "card 1111", "invite", "press fair", "tick")
         from connected in Gen.Elements(true, true, false)
         select new Move(counter, word, connected)).ListOf().Select(l => l.ToList());

    [Fact]
    public void Once_every_device_has_heard_no_teller_is_at_two_counters() => Seeded.Check(Moves, moves =>
    {
        var counters = Enumerable.Range(0, 3).Select(_ => CounterScript.Of("0 known")).ToArray();
        var up = 0.0;
        foreach (var move in moves)
        {
            counters[move.Counter].Play(FormattableString.Invariant($"{up += 5} {move.Word}"));
            Tell(counters, up, i => i != move.Counter || move.Connected);
        }

        for (var round = 0; round < 3; round++)
        {
            foreach (var counter in counters) counter.Play(FormattableString.Invariant($"{up += 20} tick"));
            Tell(counters, up, _ => true);
        }

        var signedOn = counters.Select(c => c.State.Teller).OfType<TellerId>().ToList();
        Assert.Equal(signedOn.Distinct(), signedOn);
        foreach (var counter in counters)
        {
            var law = new JournalLaw();
            foreach (var entry in counter.Written) law.Read(entry);
        }
    }, times: 300);

    private static void Tell(CounterScript[] counters, double up, Func<int, bool> connected)
    {
        var fleet = new FleetReport([.. counters.Select((c, i) => Report(i, c, connected(i)))], [], 0);
        foreach (var twice in DoubleSignOn.Of(fleet))
        {
            foreach (var left in twice.Left)
            {
                counters[int.Parse(left.Post.Device.ToString()[2..], null)]
                    .Release(twice.Teller, TimeSpan.FromSeconds(up));
            }
        }
    }

    private static DeviceReport Report(int i, CounterScript counter, bool connected)
    {
        var post = Ingest.TestBranch.Post($"d-{i}");
        var began = new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
        var said = new Status { V = 1, Session = 1, State = LinkState.Online, Teller = counter.State.Teller };
        var state = connected ? DeviceState.Connected : DeviceState.Lost;
        return new(post.Device, post, post.Outlet, state, null, null, null, null, said, [])
        {
            SignedOn = began + counter.State.TellerUp,
        };
    }
}
