using FsCheck;
using FsCheck.Fluent;
using RatingDevice.Collector.Figures;

namespace RatingDevice.Tests.Figures;

public sealed class PeriodTextTests
{
    [Theory]
    [InlineData("2026-11-30", "2026-11-30", "2026-11-30", "2026-11-29")]
    [InlineData("2026-W01", "2025-12-29", "2026-01-04", "2025-W52")]
    [InlineData("2026-W53", "2026-12-28", "2027-01-03", "2026-W52")]
    [InlineData("2024-02", "2024-02-01", "2024-02-29", "2024-01")]
    [InlineData("2026-01", "2026-01-01", "2026-01-31", "2025-12")]
    [InlineData("2026-Q1", "2026-01-01", "2026-03-31", "2025-Q4")]
    [InlineData("2026", "2026-01-01", "2026-12-31", "2025")]
    [InlineData("2026-11-03..2026-11-09", "2026-11-03", "2026-11-09", "2026-10-27 to 2026-11-02")]
    public void A_period_has_its_days_and_the_one_before_it(
        string text, string from, string to, string before)
    {
        var period = PeriodText.Read(text, out _, out _)!;
        Assert.Equal((DateOnly.Parse(from), DateOnly.Parse(to)), (period.From, period.To));
        Assert.Equal(before, period.Before().ToString());
        Assert.Equal(period.From.AddDays(-1), period.Before().To);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("november")]
    [InlineData("2025-W53")] // that year has 52
    [InlineData("2026-W00")]
    [InlineData("2026-13")]
    [InlineData("2026-02-30")]
    [InlineData("2026-Q5")]
    [InlineData("0001")]
    [InlineData("2026-11-09..2026-11-03")]
    [InlineData("2026-11..2026-12")]
    [InlineData("２０２６")]
    public void What_is_no_period_says_so_and_what_to_write(string? text)
    {
        Assert.Null(PeriodText.Read(text, out var wrong, out var @do));
        Assert.NotEmpty(wrong);
        Assert.NotEmpty(@do);
    }

    [Fact]
    public void A_named_period_is_read_again_as_it_is_written() => Prop.ForAll(
        Gen.Choose(0, 80_000).Select(d => new DateOnly(1980, 1, 8).AddDays(d)).ToArbitrary(), day =>
        {
            Period[] named = [Period.Day(day), Period.Week(day), Period.Month(day), Period.Quarter(day),
                Period.Year(day)];
            return named.All(p => p.Has(day) && PeriodText.Read(p.ToString(), out _, out _) == p
                && p.Before().To.AddDays(1) == p.From && p.Before().Kind == p.Kind);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Stretches_hold_every_day_once_and_months_are_whole() => Prop.ForAll(
        Gen.Choose(0, 4_000).Two().ToArbitrary(), ends =>
        {
            var first = new DateOnly(2019, 1, 1).AddDays(Math.Min(ends.Item1, ends.Item2));
            var last = new DateOnly(2019, 1, 1).AddDays(Math.Max(ends.Item1, ends.Item2));
            var stretches = Cover.Of(new(first, last), By.Teller);
            var days = stretches.SelectMany(s => Enumerable.Range(0, s.To.DayNumber - s.From.DayNumber + 1)
                .Select(i => s.From.AddDays(i)));
            return stretches.Count <= 3
                && days.SequenceEqual(Enumerable.Range(0, last.DayNumber - first.DayNumber + 1)
                    .Select(i => first.AddDays(i)))
                && stretches.Where(s => s.Grain == Collector.Store.Grain.Month)
                    .All(s => s.From.Day == 1 && s.To.AddDays(1).Day == 1);
        }).QuickCheckThrowOnFailure();
}
