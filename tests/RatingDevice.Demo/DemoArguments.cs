using RatingDevice.Hosting;

namespace RatingDevice.Demo;

/// <summary>What ./rating demo was asked for.</summary>
/// <param name="Seconds">How long customers come; 0: a person plays, until Ctrl-C.</param>
/// <param name="Devices">How many counters.</param>
/// <param name="Rate">Presses a second over all counters.</param>
/// <param name="Seed">Of the customers' script.</param>
/// <param name="Json">One JSON object instead of sentences.</param>
/// <param name="Keep">Leaves the branch's folder behind.</param>
/// <param name="Stack">Of the branch's programs.</param>
/// <param name="Postgres">The store is a private PostgreSQL.</param>
internal sealed record DemoArguments(
    double Seconds, int Devices, double Rate, int Seed, bool Json, bool Keep, StackName Stack,
    bool Postgres);
