using System.ComponentModel.DataAnnotations;
using RatingDevice.Hosting;

namespace RatingDevice.Firmware.Options;

/// <summary>How much the journal holds.</summary>
internal sealed class JournalOptions
{
    [Option("Most entries without an ack; at the limit the device is out of order.", Unit = "entries")]
    [Range(100, 100_000_000)]
    public int MostPending { get; set; } = 1_000_000;

    [Option("Acknowledged entries kept, so that a collector that lost data can ask again.", Unit = "entries")]
    [Range(0, 100_000_000)]
    public int Keep { get; set; } = 200_000;
}

/// <summary>What the device says of itself.</summary>
internal sealed class HealthOptions
{
    [Option("How often the retained status is renewed.", Unit = "s"), Range(5, 3_600)]
    public int StatusEverySeconds { get; set; } = 30;
}
