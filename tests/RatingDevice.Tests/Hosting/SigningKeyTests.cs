using RatingDevice.Hosting;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Hosting;

public sealed class SigningKeyTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("key-");

    private string Key => Path.Combine(_home.FullName, "device.key");

    [Fact]
    public void The_first_start_makes_a_key_that_only_its_owner_can_read_and_later_ones_read_it()
    {
        using var made = SigningKey.LoadOrMake(Key);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Mode());
        using var read = SigningKey.LoadOrMake(Key);
        Assert.Equal(Es256.Fingerprint(made), Es256.Fingerprint(read));
        Assert.Equal(256, read.KeySize);
        Assert.Equal([Key], Directory.GetFiles(_home.FullName));
    }

    [Fact]
    public void What_a_start_cut_off_half_way_left_is_replaced()
    {
        File.WriteAllText(Key + ".part", "-----BEGIN PRIVATE KEY-----\nMIGHAg");
        using var made = SigningKey.LoadOrMake(Key);
        Assert.Equal([Key], Directory.GetFiles(_home.FullName));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Mode());
    }

    [Fact]
    public void A_key_that_others_can_read_is_not_used()
    {
        SigningKey.LoadOrMake(Key).Dispose();
        File.SetUnixFileMode(Key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Contains("chmod 600", Assert.Throws<IOException>(() => SigningKey.LoadOrMake(Key)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a key")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIGHAg==\n-----END PRIVATE KEY-----")]
    public void A_file_that_is_no_key_is_left_alone_and_named(string text)
    {
        File.WriteAllText(Key, text);
        File.SetUnixFileMode(Key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var refused = Assert.Throws<IOException>(() => SigningKey.LoadOrMake(Key));
        Assert.Contains(Key, refused.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(Key));
    }

    public void Dispose() => _home.Delete(recursive: true);

    private UnixFileMode Mode() => new FileInfo(Key).UnixFileMode;
}
