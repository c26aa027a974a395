using RatingDevice.Collector.Tellers;
using RatingDevice.Firmware.Capture;
using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Tellers;

public sealed class SignOnFileTests : IDisposable
{
    private static readonly TellerId One = TellerId.Parse("0071"), Other = TellerId.Parse("1002");
    private readonly string _home = Directory.CreateTempSubdirectory("sign-on-").FullName;
    private readonly SignOnFile _file;

    public SignOnFileTests() => _file = new(Path.Combine(_home, "sign-on.json"));

    [Fact]
    public void What_is_given_is_known_to_a_device_and_never_in_the_file()
    {
        _file.AddCard(One, "0012345678");
        var pin = _file.MakePin(Other, length: 8, keys: 4);
        Assert.Matches("^[1-4]{8}$", pin);
        var book = new TellerBook(_file.Read());
        Assert.Equal(One, book.Find(SignOnProof.Card, new Secret("0012345678")));
        Assert.Equal(Other, book.Find(SignOnProof.Pin, new Secret(pin)));
        Assert.Null(book.Find(SignOnProof.Pin, new Secret("0012345678")));
        var text = File.ReadAllText(_file.Path);
        Assert.DoesNotContain("0012345678", text, StringComparison.Ordinal);
        Assert.DoesNotContain(pin, text, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_file.Path));
        Assert.InRange(_file.Read().Rounds, 100_000, Limits.MostRounds);
    }

    [Fact]
    public void A_card_is_one_tellers_and_a_new_pin_replaces_the_old()
    {
        _file.AddCard(One, "12345678");
        var twice = Assert.Throws<InvalidDataException>(() => _file.AddCard(Other, "12345678"));
        Assert.Contains("Nothing was changed", twice.Message, StringComparison.Ordinal);
        var old = _file.MakePin(One, 6, 4);
        var fresh = _file.MakePin(One, 6, 4);
        var book = new TellerBook(_file.Read());
        Assert.Equal(One, book.Find(SignOnProof.Pin, new Secret(fresh)));
        if (old != fresh) Assert.Null(book.Find(SignOnProof.Pin, new Secret(old)));
    }

    [Fact]
    public void Who_is_forgotten_is_known_no_more()
    {
        _file.AddCard(One, "12345678");
        Assert.True(_file.Forget(One));
        Assert.False(_file.Forget(One));
        Assert.Null(new TellerBook(_file.Read()).Find(SignOnProof.Card, new Secret("12345678")));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_said_and_left_alone()
    {
        File.WriteAllText(_file.Path, "{");
        var e = Assert.Throws<InvalidDataException>(() => _file.AddCard(One, "12345678"));
        Assert.Contains(_file.Path, e.Message, StringComparison.Ordinal);
        Assert.Equal("{", File.ReadAllText(_file.Path));
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);
}
