[assembly: AssemblyFixture(typeof(RatingDevice.EndToEnd.QuickStarts))]

namespace RatingDevice.EndToEnd;

/// <summary>
/// Our programs compile their code once and well, which pays where they run for years. Here hundreds of them
/// live for seconds, and quick code first halves what a start costs. RATING_START=shipped leaves them as they
/// are shipped; the package tests always do.
/// </summary>
public sealed class QuickStarts
{
    /// <summary>Read by the runtime of every program that is started from here.</summary>
    internal static readonly string[] Names = ["DOTNET_TieredCompilation", "DOTNET_TC_QuickJit"];

    public QuickStarts()
    {
        if (Environment.GetEnvironmentVariable("RATING_START") == "shipped") return;
        foreach (var name in Names) Environment.SetEnvironmentVariable(name, "1");
    }
}
