namespace RatingDevice.Firmware.Panel.GpioChip;

/// <summary>
/// The kernel's GPIO character device, second edition (linux/gpio.h): requests, flags, sizes and places of
/// fields. The same on 32-bit and 64-bit machines, in the machine's byte order.
/// </summary>
internal static class Uapi
{
    public const nuint GetChipInfo = 0x8044b401, GetLineInfo = 0xc100b405, GetLine = 0xc250b407,
        GetValues = 0xc010b40e, SetValues = 0xc010b40f;

    /// <summary>Bytes of a name, the closing zero among them.</summary>
    public const int NameSize = 32;

    /// <summary>Events the kernel keeps at most for a request, 16 for each of 64 lines.</summary>
    public const int MostEvents = 1024;

    public const ulong ActiveLow = 0x002, Input = 0x004, Output = 0x008, RisingEdge = 0x010,
        FallingEdge = 0x020, PullUp = 0x100, PullDown = 0x200, NoPull = 0x400;

    public const uint OutputValues = 2, Debounce = 3; // attribute ids

    /// <summary>struct gpiochip_info.</summary>
    internal static class ChipInfo
    {
        public const int Size = 68, Name = 0, Label = 32, Lines = 64;
    }

    /// <summary>struct gpio_v2_line_info.</summary>
    internal static class LineInfo
    {
        public const int Size = 256, Name = 0, Consumer = 32, Offset = 64;
    }

    /// <summary>struct gpio_v2_line_request, its configuration with one attribute laid open.</summary>
    internal static class LineRequest
    {
        public const int Size = 592, Offsets = 0, Consumer = 256, Flags = 288, AttributeCount = 296,
            AttributeId = 320, AttributeValue = 328, AttributeMask = 336, LineCount = 560, EventBuffer = 564,
            File = 588;
    }

    /// <summary>struct gpio_v2_line_values.</summary>
    internal static class LineValues
    {
        public const int Size = 16, Bits = 0, Mask = 8;
    }
}
