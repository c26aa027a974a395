using FsCheck;
using FsCheck.Fluent;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Served;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Accounting;

/// <summary>Whatever a feed tells and customers press: the account closes.</summary>
public sealed class DayAccountProperties
{
    private static readonly string?[] Times =
        [null, "08:00", "09:00", "09:04", "09:05", "09:06", "09:20", "17:00"];

    [Fact]
    public void The_account_closes_to_zero_and_no_order_matters() =>
        Prop.ForAll(Days.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (script, seed) =>
        {
            var (day, account) = (script.Day, script.Account);
            long Sum(string measure) => script.Cell(measure);
            Assert.Equal(day.Served.Count, Sum(Measures.Served));
            Assert.Equal(
                Sum(Measures.Served),
                Sum(Measures.ServedRated) + Sum(Measures.ServedUnrated) + Sum(Measures.NeverAsked)
                    + Sum(Measures.DeviceDown) + Sum(Measures.Void));
            var explained = account.Visits.SelectMany(v => v.Invitations).ToList();
            Assert.Equal(explained.Count, explained.Distinct().Count());
            Assert.Equal(
                account.Invitations.Count, explained.Concat(account.Unexplained).Distinct().Count());
            Assert.Equal(account.Invitations.Count, explained.Count + account.Unexplained.Count);
            Assert.True(Sum(Measures.ServedRated) + Sum(Measures.ServedUnrated)
                <= account.Invitations.Count);
            var random = new Random(seed);
            var muddled = day with
            {
                Events = Mixed(day.Events, random), Moments = Mixed(day.Moments, random),
                Served = Mixed(day.Served, random),
            };
            Assert.Equal(
                DayCells.Of(day, Definition.Current), DayCells.Of(muddled, Definition.Current));
        }).QuickCheckThrowOnFailure();

    private static Gen<DayScript> Days =>
        from steps in Gen.Choose(0, int.MaxValue).ListOf()
        select steps.Aggregate((Script: new DayScript(), Ticket: 0), Step).Script;

    private static (DayScript Script, int Ticket) Step((DayScript Script, int Ticket) so, int number)
    {
        var random = new Random(number);
        var (script, ticket) = so;
        var counter = $"c-{random.Next(1, 4)}";
        string Time() => $"{random.Next(8, 18):00}:{random.Next(60):00}:{random.Next(60):00}";
        switch (random.Next(5))
        {
            case 0 or 1:
                script.Serve(
                    $"a{++ticket}", random.Next(4) == 0 ? null : Time(), Times[random.Next(Times.Length)],
                    random.Next(5) == 0 ? null : counter, random.Next(3) == 0 ? "0071" : null, Time(),
                    random.Next(2) == 0 ? "对公" : null, random.Next(6) == 0 ? "test" : null);
                break;
            case 2 or 3:
                script.Invite(
                    Times[random.Next(1, Times.Length)]!, random.Next(2) == 0 ? "satisfied" : null,
                    random.Next(3) == 0 ? $"a{random.Next(1, 9)}" : null, counter: counter);
                break;
            default:
                var kind = (MomentKind)random.Next(1, 10);
                script.Tell(kind, Time(), (FaultCode)random.Next(5), "0071", counter);
                break;
        }

        return (script, ticket);
    }

    private static T[] Mixed<T>(IEnumerable<T> all, Random random)
    {
        var mixed = all.ToArray();
        random.Shuffle(mixed);
        return mixed;
    }
}
