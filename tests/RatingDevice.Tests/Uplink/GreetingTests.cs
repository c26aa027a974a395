using RatingDevice.Collector.Uplink.Https;
using RatingDevice.Hosting;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Uplink;

/// <summary>What a unit hears when it asks how it stands, before anything is sent.</summary>
public sealed class GreetingTests
{
    private static readonly UnitId Branch = UnitId.Parse("b-1");

    [Fact]
    public async Task A_unit_that_is_known_and_trusts_the_right_key_has_nothing_in_its_way()
    {
        await using var rig = await HttpsRig.StartAsync();
        Assert.Equal("", await ObstacleAsync(rig, Branch, Branch, Es256.Fingerprint(rig.Key)));
    }

    [Theory]
    [InlineData("b-1", "b-2", "the token or certificate is that of unit b-1, and this is b-2")]
    [InlineData("b-9", "b-9", "b-9 is not in the tree of ho")]
    public async Task A_credential_of_another_unit_or_of_none_in_the_tree_is_said(
        string credential, string self, string said)
    {
        await using var rig = await HttpsRig.StartAsync();
        Assert.Contains(said, await ObstacleAsync(
            rig, UnitId.Parse(credential), UnitId.Parse(self), Es256.Fingerprint(rig.Key)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_key_than_the_one_receipts_are_signed_with_is_said()
    {
        await using var rig = await HttpsRig.StartAsync();
        Assert.Contains($"are signed with key {Es256.Fingerprint(rig.Key)}, and uplink:key is",
            await ObstacleAsync(rig, Branch, Branch, Digest.Of("x"u8)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receiver_whose_store_is_away_says_so()
    {
        await using var rig = await HttpsRig.StartAsync();
        rig.Store.Away = true;
        Assert.Contains("it cannot keep anything now",
            await ObstacleAsync(rig, Branch, Branch, Es256.Fingerprint(rig.Key)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_authorities_without_one_and_a_key_of_another_certificate_are_said_at_start()
    {
        await using var rig = await HttpsRig.StartAsync();
        var options = rig.Options(null);
        var (certificate, key) = rig.Authority.Issue("b-1");
        var (_, other) = rig.Authority.Issue("b-2");
        options.CaFile = key;
        var none = Assert.Throws<OptionsException>(() => HttpsHeadOffice.Open(options));
        Assert.Contains($"{key} holds no certificate", none.Message, StringComparison.Ordinal);
        (options.CaFile, options.CertificateFile, options.KeyFile) = (rig.Authority.File, certificate, other);
        var foreign = Assert.Throws<OptionsException>(() => HttpsHeadOffice.Open(options));
        Assert.Contains("A certificate of uplink:https cannot be used", foreign.Message,
            StringComparison.Ordinal);
    }

    private static async Task<string> ObstacleAsync(
        HttpsRig rig, UnitId credential, UnitId self, Digest pinned)
    {
        using var office = HttpsHeadOffice.Open(rig.Options(rig.Tokens.Make(credential, anew: false)));
        return (await office.GreetAsync(default))!.Obstacle(self, pinned);
    }
}
