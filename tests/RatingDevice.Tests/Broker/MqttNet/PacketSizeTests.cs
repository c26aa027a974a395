using RatingDevice.Hosting.MqttNet;

namespace RatingDevice.Tests.Broker.MqttNet;

public sealed class PacketSizeTests
{
    private const int Most = 70_000;

    /// <summary>However the network cuts the bytes, the same packets are let through.</summary>
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(7), InlineData(4096), InlineData(1 << 20)]
    public void Packets_within_the_limit_pass_in_pieces_of(int piece)
    {
        var bytes = new List<byte>();
        foreach (var length in (int[])[0, 1, 127, 128, 16_383, 16_384, Most, 0, 5])
            bytes.AddRange(Packet(length));
        var size = new PacketSize(Most);
        foreach (var part in bytes.Chunk(piece)) Assert.True(size.Pass(part));
    }

    [Theory]
    [InlineData(Most + 1), InlineData(2_097_151), InlineData(268_435_455)]
    public void One_over_the_limit_is_seen_before_its_first_byte(int length)
    {
        var size = new PacketSize(Most);
        Assert.True(size.Pass(Packet(5)));
        Assert.False(size.Pass(Header(length)));
    }

    [Fact]
    public void A_length_of_five_bytes_is_none() =>
        Assert.False(new PacketSize(Most).Pass([0x10, 0x80, 0x80, 0x80, 0x80, 0x01]));

    private static byte[] Packet(int length) => [.. Header(length), .. new byte[length]];

    private static byte[] Header(int length)
    {
        var bytes = new List<byte> { 0x30 };
        do
        {
            bytes.Add((byte)((length & 0x7F) | (length > 0x7F ? 0x80 : 0)));
            length >>= 7;
        }
        while (length > 0);
        return [.. bytes];
    }
}
