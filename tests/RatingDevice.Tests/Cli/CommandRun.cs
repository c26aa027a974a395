using System.CommandLine;

namespace RatingDevice.Tests.Cli;

/// <summary>Runs a command of the collector in this process.</summary>
internal static class CommandRun
{
    /// <summary>Its exit code, and what it said on standard output.</summary>
    public static async Task<(int Code, string Said)> RunAsync(Command command, params string[] arguments)
    {
        using var said = new StringWriter();
        var code = await command.Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = said });
        return (code, said.ToString());
    }
}

/// <summary>A clock that stands; timers are the machine's.</summary>
internal sealed class StillTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
