using System.ComponentModel.DataAnnotations;
using System.Globalization;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.Export.Timetable;

/// <summary>Exports made every day.</summary>
internal sealed class ExportOptions
{
    [Option("Folder for daily exports, one sub-folder an outlet and day; empty: none are made.")]
    public string Folder { get; set; } = "";

    [Option("Time of day on the outlet's clock; the first after a business day is over exports that day.",
        Range = "00:00 to 23:59")]
    [RegularExpression("([01][0-9]|2[0-3]):[0-5][0-9]")]
    public string At { get; set; } = "04:30";

    [Option("What is exported.")]
    [MinLength(1)]
    public ExportWhat[] What { get; set; } = [ExportWhat.Tellers, ExportWhat.Ratings];

    [Option("In which formats.")]
    [MinLength(1)]
    public ExportFormat[] Formats { get; set; } = [ExportFormat.Csv];

    [Option("Days kept for each outlet; older ones are deleted. Missed days are made up as far back.",
        Unit = "days")]
    [Range(1, 3660)]
    public int KeepDays { get; set; } = 400;

    internal TimeOnly Time => TimeOnly.ParseExact(At, "HH:mm", CultureInfo.InvariantCulture);
}
