using RatingDevice.Bench.Hil;

namespace RatingDevice.Tests.Hil;

/// <summary>The hardware bench must not call anything well that is not.</summary>
public sealed class AccountTests
{
    [Theory]
    [InlineData("A B C", "a b c", 0, 0, 0)]
    [InlineData("A B C", "a c", 1, 0, 0)]
    [InlineData("A B C", "a b b c", 0, 1, 0)]
    [InlineData("A B C", "a d b c", 0, 0, 1)]
    [InlineData("A B C", "", 3, 0, 0)]
    [InlineData("", "a", 0, 0, 1)]
    [InlineData("A b? C", "a c", 0, 0, 0)]
    [InlineData("A b? C", "a b c", 0, 0, 0)]
    [InlineData("A b? C", "a b b c", 0, 1, 0)]
    [InlineData("A b? B C", "a b c", 0, 0, 0)]
    [InlineData("A a? A", "a", 1, 0, 0)]
    [InlineData("A B", "b a", 1, 0, 1)]
    public void Misfits_are_counted_and_what_was_not_promised_is_none(
        string presses, string stored, int lost, int duplicates, int phantoms)
    {
        var pressed = Words(presses)
            .Select(p => new RigPress(p.TrimEnd('?').ToLowerInvariant(), !p.EndsWith('?')));
        Assert.Equal(new Misfits(lost, duplicates, phantoms), Account.Compare([.. pressed], Words(stored)));
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
