using System.Diagnostics;

namespace RatingDevice.Tests.Options;

/// <summary>The device program as a process of its own, on a directory of its own.</summary>
internal sealed class DeviceProgram : IDisposable
{
    public DeviceProgram()
    {
        Directory.CreateDirectory(Data);
        File.WriteAllText(OptionsPath, $$"""
            { "outlet": "o-1", "device": "d-1", "dataDirectory": "{{Data}}", "touch": { "port": 0 } }
            """);
    }

    public string Data { get; } = Path.Combine(Path.GetTempPath(), $"device-{Guid.NewGuid():n}");

    public string OptionsPath => Path.Combine(Data, "device.json");

    public Process Start(params string[] arguments) => Start([], arguments);

    public Process Start(Dictionary<string, string> environment, params string[] arguments)
    {
        var dll = Path.Combine(AppContext.BaseDirectory, "rating-device.dll");
        var start = new ProcessStartInfo("dotnet", [dll, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // one that is killed would leave the sockets of its debugger behind
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>The first line a process says: "ready …".</summary>
    public static async Task<string> ReadyAsync(Process process)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            return await process.StandardOutput.ReadLineAsync(limit.Token) ?? "(it ended)";
        }
        catch (OperationCanceledException)
        {
            return "(nothing within 60 s)";
        }
    }

    public async Task<(int Code, string Out, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var said = process.StandardOutput.ReadToEndAsync();
        var complained = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await said, await complained);
    }

    public void Dispose() => Directory.Delete(Data, recursive: true);
}
