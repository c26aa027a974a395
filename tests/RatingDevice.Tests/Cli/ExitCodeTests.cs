using System.Diagnostics;

namespace RatingDevice.Tests.Cli;

/// <summary>A script can tell "you asked wrongly" (2) from "it did not work" (1), in both programs.</summary>
public sealed class ExitCodeTests
{
    [Theory]
    [InlineData("rating-device", "run", "--colour", "red")]
    [InlineData("rating-device", "fly")]
    [InlineData("rating-collector", "run")]
    [InlineData("rating-collector", "verify", "--colour", "red")]
    public async Task Bad_arguments_end_with_code_2(string program, params string[] arguments)
    {
        Assert.Equal(2, await RunAsync(program, arguments));
    }

    [Theory]
    [InlineData("rating-device")]
    [InlineData("rating-collector")]
    public async Task A_question_ends_with_code_0(string program) =>
        Assert.Equal(0, await RunAsync(program, "--help"));

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        var dll = Path.Combine(AppContext.BaseDirectory, program + ".dll");
        var start = new ProcessStartInfo("dotnet", [dll, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var complained = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(limit.Token);
        await Task.WhenAll(said, complained);
        return process.ExitCode;
    }
}
