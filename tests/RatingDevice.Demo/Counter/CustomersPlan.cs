namespace RatingDevice.Demo.Counter;

/// <summary>How busy the customers are.</summary>
/// <param name="Seed">Everything they do follows from it.</param>
/// <param name="Rate">Presses a second in windows, over all counters.</param>
/// <param name="CounterPcShare">Which part of the invitations comes from the counter PC, 0 to 1.</param>
internal sealed record CustomersPlan(int Seed, double Rate, double CounterPcShare = 0.25);
