using System.Globalization;
using RatingDevice.Firmware.Panel.GpioChip;

namespace RatingDevice.Tests.Panel;

/// <summary>Bytes, sizes and places as a C program prints them that was compiled with linux/gpio.h.</summary>
public sealed class GpioUapiTests
{
    // "rating-device" where the consumer stands
    private const string Consumer =
        " 256:72 257:61 258:74 259:69 260:6e 261:67 262:2d 263:64 264:65 265:76 266:69 267:63 268:65";

    private const string Event =
        "79df0d8648700000020000001b0000000700000003000000000000000000000000000000000000000000000000000000";

    [Fact]
    public void A_key_request_is_byte_for_byte_the_kernel_s()
    {
        var wiring = new KeyWiring(ActiveLow: true, KeyPull.Up, TimeSpan.FromMilliseconds(5));
        var request = LineRequest.Keys([17, 27, 22], wiring, wiring.Debounce);
        Assert.Equal(592, request.Length);
        Assert.Equal("0:11 4:1b 8:16" + Consumer + " 288:36 289:01 296:01 320:03 328:88 329:13 336:07 560:03"
            + " 565:04", NonZero(request));
    }

    [Fact]
    public void Without_debounce_the_request_has_no_attribute()
    {
        var wiring = new KeyWiring(ActiveLow: false, KeyPull.Down, TimeSpan.FromMilliseconds(5));
        var request = LineRequest.Keys([17], wiring, TimeSpan.Zero);
        Assert.Equal("0:11" + Consumer + " 288:34 289:02 560:01 565:04", NonZero(request));
        request = LineRequest.Keys([17], wiring with { Pull = KeyPull.None }, TimeSpan.Zero);
        Assert.Equal("0:11" + Consumer + " 288:34 289:04 560:01 565:04", NonZero(request));
    }

    [Fact]
    public void An_output_request_is_byte_for_byte_the_kernel_s()
    {
        var request = LineRequest.Outputs([5, 6], activeLow: false, lit: 2);
        Assert.Equal("0:05 4:06" + Consumer + " 288:08 296:01 320:02 328:02 336:03 560:02", NonZero(request));
    }

    [Fact]
    public void The_lines_file_stands_where_the_kernel_puts_it()
    {
        var answered = new byte[592];
        answered[588] = 42;
        Assert.Equal(42, LineRequest.File(answered));
    }

    [Fact]
    public void An_event_is_read_as_the_kernel_wrote_it()
    {
        var bytes = Convert.FromHexString(Event);
        Assert.Equal(LineEvent.Size, bytes.Length);
        var at = TimeSpan.FromMilliseconds(123_456_789);
        Assert.Equal(new LineEvent(at, LineEvent.Falling, 27, 7, 3), LineEvent.Read(bytes));
        Assert.Equal(bytes, LineEvents.Bytes(123_456_789_012_345, 2, 27, 7, 3));
    }

    [Fact]
    public void A_time_of_centuries_is_rubbish_and_no_overflow() =>
        Assert.Equal(TimeSpan.Zero, LineEvent.Read(LineEvents.Bytes(ulong.MaxValue, 1, 0, 1, 1)).At);

    [Fact]
    public void Requests_carry_the_size_of_what_they_hand_over()
    {
        // _IOC of linux/ioctl.h: direction, 14 bits of size, type 0xB4, number
        (nuint Request, int Size, uint Direction, uint Number)[] all =
        [
            (Uapi.GetChipInfo, Uapi.ChipInfo.Size, 2, 1), (Uapi.GetLineInfo, Uapi.LineInfo.Size, 3, 5),
            (Uapi.GetLine, Uapi.LineRequest.Size, 3, 7), (Uapi.GetValues, Uapi.LineValues.Size, 3, 0xe),
            (Uapi.SetValues, Uapi.LineValues.Size, 3, 0xf),
        ];
        foreach (var (request, size, direction, number) in all)
            Assert.Equal((direction << 30) | ((uint)size << 16) | 0xb400 | number, (uint)request);
    }

    private static string NonZero(byte[] bytes) => string.Join(' ', bytes.Index().Where(b => b.Item != 0)
        .Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.Index}:{b.Item:x2}")));
}
