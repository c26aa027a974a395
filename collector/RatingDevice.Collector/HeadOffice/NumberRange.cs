namespace RatingDevice.Collector.HeadOffice;

/// <summary>The day whose statement says it.</summary>
internal sealed record StatedAt(OutletId Outlet, DateOnly Day);

/// <summary>Numbers of a journal, side by side.</summary>
/// <param name="First">The lowest.</param>
/// <param name="Last">The highest.</param>
/// <param name="From">Which day states the lowest; null for none.</param>
/// <param name="To">Which day states the highest; null for none.</param>
internal readonly record struct NumberRange(long First, long Last, StatedAt? From, StatedAt? To)
{
    public long Count => Last - First + 1;
}
