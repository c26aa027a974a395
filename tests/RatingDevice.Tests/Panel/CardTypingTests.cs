using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.InputEvents;

namespace RatingDevice.Tests.Panel;

public sealed class CardTypingTests
{
    private readonly CardTyping _typing = new(TimeSpan.FromMilliseconds(300));

    [Fact]
    public void Enter_ends_a_card_at_once()
    {
        Assert.Equal(Card("0012345678"), Type("0012345678\n"));
        Assert.Null(_typing.NextDue);
        Assert.Equal(Card("04A1B2C3"), Type("04A1B2C3\n"));
    }

    [Fact]
    public void A_pause_ends_a_card_that_has_no_enter()
    {
        Assert.Null(Type("12345678", from: 1_000));
        Assert.Equal(TimeSpan.FromMilliseconds(1_370), _typing.NextDue);
        Assert.Null(_typing.At(TimeSpan.FromMilliseconds(1_369)));
        Assert.Equal(Card("12345678"), _typing.At(TimeSpan.FromMilliseconds(1_370)));
        Assert.Null(_typing.At(TimeSpan.FromMilliseconds(2_000)));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("123\n")] // a key somebody leaned on
    public void Too_little_is_no_card(string typed) => Assert.Null(Type(typed));

    [Fact]
    public void Too_much_is_nobodys_card_and_the_next_is_whole_again()
    {
        Assert.Null(Type(new string('1', Secret.Most + 1) + "\n"));
        Assert.Equal(Card("1234"), Type("1234\n"));
    }

    [Fact]
    public void A_card_whose_keys_the_kernel_dropped_is_none()
    {
        Type("12345");
        _typing.Take(InputRecord.Read(EventRecords.Dropped), default);
        Assert.Null(Type("678\n"));
        Assert.Equal(Card("1234"), Type("1234\n"));
    }

    [Fact]
    public void Releases_repeats_and_other_keys_are_no_digits()
    {
        (int Code, int Value)[] keys = [(2, 1), (2, 2), (2, 0), (42, 1), (3, 1), (4, 1), (5, 1)];
        foreach (var (code, value) in keys)
            Assert.Null(_typing.Take(Key((ushort)code, value), default));
        Assert.Equal(Card("1234"), _typing.Take(Key(28, 1), default));
    }

    [Fact]
    public void The_number_pad_types_the_same_digits()
    {
        foreach (var name in new[] { "KEY_KP9", "KEY_KP0", "KEY_KP4", "KEY_KP1" })
            _typing.Take(Key(KeyNames.Code(name), 1), default);
        Assert.Equal(Card("9041"), _typing.Take(Key(KeyNames.Code("KEY_KPENTER"), 1), default));
    }

    private static Secret? Card(string text) => new Secret(text);

    private static InputRecord Key(ushort code, int value) => InputRecord.Read(EventRecords.Key(code, value));

    private Secret? Type(string text, int from = 0)
    {
        Secret? card = null;
        foreach (var (i, c) in text.Index())
        {
            var code = KeyNames.Code(c == '\n' ? "KEY_ENTER" : $"KEY_{c}");
            card = _typing.Take(Key(code, 1), TimeSpan.FromMilliseconds(from + (i * 10)));
        }

        return card;
    }
}
