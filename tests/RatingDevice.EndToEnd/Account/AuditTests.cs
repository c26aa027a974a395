using RatingDevice.Demo.Account;
using RatingDevice.Demo.Counter;

namespace RatingDevice.EndToEnd.Account;

/// <summary>An audit that cannot find anything wrong proves nothing.</summary>
public sealed class AuditTests
{
    private static readonly Press Thanked =
        new("d-1", "1001", "a-1", "satisfied", PressKind.First, 10, 20, DateTimeOffset.UnixEpoch);

    private static readonly StoredRating Row = new("j-1", 5, "d-1", "1001", "a-1", "satisfied", null);

    private static readonly Dictionary<string, long> One = new() { ["1001"] = 1 }, None = [];

    [Fact]
    public void A_rating_thanked_for_and_stored_once_balances() =>
        Assert.Empty(Audit.Compare([Thanked], [Row], One));

    [Fact]
    public void A_press_without_thanks_may_be_stored_or_not()
    {
        var press = Thanked with { ThankedAt = null };
        Assert.Empty(Audit.Compare([press], [], None));
        Assert.Empty(Audit.Compare([press], [Row], One));
    }

    [Fact]
    public void A_changed_mind_is_two_presses_and_one_customer()
    {
        var change = Thanked with { Level = "fair", Kind = PressKind.Change };
        var changed = Row with { N = 6, Level = "fair", Was = "satisfied" };
        Assert.Empty(Audit.Compare([Thanked, change], [changed], One));
        Assert.Equal((Wrong.Lost, "a-1"), Only(Audit.Compare([Thanked, change], [Row], One)));
        Assert.Equal((Wrong.Lost, "a-1"), Only(Audit.Compare(
            [Thanked, change], [changed with { Level = "satisfied", Was = "fair" }], One)));
        Assert.Equal((Wrong.Duplicate, "a-1"), Only(Audit.Compare(
            [Thanked, change], [Row, Row with { N = 6, Level = "fair" }], One)));
        Assert.Equal((Wrong.Phantom, "a-1"), Only(Audit.Compare(
            [Thanked], [changed with { Level = "satisfied", Was = "fair" }], One)));
    }

    [Fact]
    public void Lost_is_thanked_and_not_stored() => Assert.All(
        Audit.Compare([Thanked], [], One), f => Assert.Equal((Wrong.Lost, "a-1"), (f.Wrong, f.Service)));

    [Fact]
    public void Another_level_than_the_thanked_one_is_a_loss_and_a_phantom() => Assert.Equal(
        [Wrong.Lost, Wrong.Phantom],
        Audit.Compare([Thanked], [Row with { Level = "fair" }], One).Select(f => f.Wrong));

    [Theory]
    [InlineData("d-2", "1001", "a-1")]
    [InlineData("d-1", "1002", "a-1")]
    [InlineData("d-1", "1001", "a-9")]
    public void Phantom_is_stored_where_nobody_pressed_it(string device, string teller, string service)
    {
        var row = Row with { N = 9, Device = device, Teller = teller, Service = service };
        Assert.Equal((Wrong.Phantom, service), Only(Audit.Compare([Thanked], [Row, row], One)));
    }

    [Fact]
    public void The_same_entry_twice_is_a_duplicate() =>
        Assert.Equal((Wrong.Duplicate, "a-1"), Only(Audit.Compare([Thanked], [Row, Row], One)));

    [Fact]
    public void One_press_in_two_entries_is_a_duplicate() => Assert.All(
        Audit.Compare([Thanked], [Row, Row with { N = 6 }], One),
        f => Assert.Equal((Wrong.Duplicate, "a-1"), (f.Wrong, f.Service)));

    [Fact]
    public void A_figure_of_a_teller_that_is_too_low_is_a_loss() => Assert.Equal((Wrong.Lost, ""),
        Only(Audit.Compare([Thanked], [Row], None)));

    [Fact]
    public void A_figure_of_a_teller_that_is_too_high_is_a_duplicate() => Assert.Equal((Wrong.Duplicate, ""),
        Only(Audit.Compare([Thanked], [Row], new Dictionary<string, long> { ["1001"] = 2 })));

    [Fact]
    public void A_figure_of_a_teller_nobody_rated_is_a_phantom() => Assert.Equal((Wrong.Phantom, ""),
        Only(Audit.Compare([Thanked], [Row], new Dictionary<string, long>(One) { ["1002"] = 1 })));

    private static (Wrong, string) Only(IReadOnlyList<Finding> findings)
    {
        var finding = Assert.Single(findings);
        return (finding.Wrong, finding.Service);
    }
}
