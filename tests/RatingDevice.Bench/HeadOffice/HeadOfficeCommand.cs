using System.CommandLine;

namespace RatingDevice.Bench.HeadOffice;

/// <summary>"headoffice": what a whole bank costs.</summary>
internal static class HeadOfficeCommand
{
    public static Command Make()
    {
        var outlets = new Option<int>("--outlets")
        {
            Description = "Outlets, with 6.5 tellers each.", DefaultValueFactory = _ => 23_433,
        };
        var days = new Option<int>("--days")
        {
            Description = "Days of the year that are written.", DefaultValueFactory = _ => 365,
        };
        var year = new Command("year", "A year of teller-days put into the tables, and what questions cost.");
        year.Options.Add(outlets);
        year.Options.Add(days);
        year.SetAction(parsed => YearBench.Run(
            parsed.GetValue(outlets), parsed.GetValue(days), Console.Out, Console.Error));
        return new Command("headoffice", "What a whole bank costs.") { year };
    }
}
