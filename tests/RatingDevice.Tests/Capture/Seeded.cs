using FsCheck;
using FsCheck.Fluent;

namespace RatingDevice.Tests.Capture;

/// <summary>Runs a property over random cases; the seed is printed and repeats the run.</summary>
internal static class Seeded
{
    /// <param name="seed">0 draws one; put in a printed one to repeat its run.</param>
    public static void Check<T>(Gen<T> cases, Action<T> holds, int times = 1_000, ulong seed = 0)
    {
        if (seed == 0) seed = (ulong)Random.Shared.NextInt64(1, long.MaxValue);
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}, {times} cases");
        var config = Config.QuickThrowOnFailure.WithQuietOnSuccess(true)
            .WithMaxTest(times).WithReplay(seed, 1);
        Prop.ForAll(cases.ToArbitrary(), holds).Check(config);
    }
}
