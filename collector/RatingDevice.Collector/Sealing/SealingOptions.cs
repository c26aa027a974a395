using System.ComponentModel.DataAnnotations;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.Sealing;

/// <summary>When statements are made.</summary>
internal sealed class SealingOptions
{
    [Option("A business day's statement is made so long after the day is over; what comes later makes an "
        + "amendment.", Unit = "min")]
    [Range(0, 10_080)]
    public int DayAfterMinutes { get; set; } = 60;

    [Option("A month's statement is made so many days after the month is over, a quarter's with its last "
        + "month's.", Unit = "days")]
    [Range(0, 60)]
    public int MonthAfterDays { get; set; } = 3;
}
