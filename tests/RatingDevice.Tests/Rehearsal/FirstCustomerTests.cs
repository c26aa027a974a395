using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using RatingDevice.Tests.Options;

namespace RatingDevice.Tests.Rehearsal;

/// <summary>
/// What the first customer meets: a program with everything compiled, and an untouched journal.
/// </summary>
public sealed class FirstCustomerTests : IDisposable
{
    private readonly DeviceProgram _device = new();

    /// <summary>
    /// The runtime itself lists what it compiles; what comes after "ready" somebody waits for.
    /// </summary>
    [Fact]
    public async Task The_first_customer_waits_for_no_compiler()
    {
        var list = Path.Combine(_device.Data, "compiled");
        await ServeAsync(
            new() { ["DOTNET_JitDisasmSummary"] = "1", ["DOTNET_JitStdOutFile"] = list },
            async page =>
            {
                using var http = new HttpClient { BaseAddress = page };
                await PostAsync(http, "sign-on", new { teller = "1001" });
                await PostAsync(http, "invite", new { service = "s-1" });
                await PostAsync(http, "press", new { level = "satisfied" });
                await SeesAsync(http, "\"thanks\"");
            });
        var lines = await File.ReadAllLinesAsync(list);
        // the rehearsal's last word comes just before "ready"
        var ready = Array.FindLastIndex(lines, l => l.Contains(".DeviceRehearsal", StringComparison.Ordinal));
        Assert.True(ready > 0, "nothing was rehearsed");
        string[] stages = ["Firmware.Capture.", "Firmware.Journal.", "Firmware.Panel."];
        // the heartbeat is every five seconds, and nobody waits for it; what the runtime's own channels do
        // only where two threads meet cannot be rehearsed
        string[] other = [":Wake()", ":<RunAsync>b__", "JIT compiled System.Threading.Channels."];
        var late = lines[ready..].Where(l => stages.Any(s => l.Contains(s, StringComparison.Ordinal))
            && !other.Any(h => l.Contains(h, StringComparison.Ordinal)));
        Assert.Equal("", string.Join('\n', late));
    }

    [Fact]
    public async Task After_the_rehearsal_the_journal_holds_its_first_three_lines_and_no_file_is_left_over()
    {
        await ServeAsync([], _ => Task.CompletedTask);
        string[] files = ["device.json", "device.key", "journal.db", "journal.db-wal"];
        Assert.Equal(files, Directory.GetFiles(_device.Data).Select(Path.GetFileName).Order());
        var source = $"Data Source={Path.Combine(_device.Data, "journal.db")};Pooling=False";
        using var journal = new SqliteConnection(source);
        journal.Open();
        using var count = journal.CreateCommand();
        count.CommandText = "SELECT count(*) FROM entry"; // opened, boot, config
        Assert.Equal(3L, count.ExecuteScalar());
    }

    public void Dispose() => _device.Dispose();

    private static async Task PostAsync(HttpClient http, string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task SeesAsync(HttpClient http, string text)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var stream = new StreamReader(await http.GetStreamAsync("events", limit.Token));
        while (!(await stream.ReadLineAsync(limit.Token))!.Contains(text, StringComparison.Ordinal))
        {
            // an earlier picture
        }
    }

    /// <summary>Starts the device, has it used, and kills it: nothing is written at leisure.</summary>
    private async Task ServeAsync(Dictionary<string, string> environment, Func<Uri, Task> use)
    {
        using var process = _device.Start(environment, "run", "--options", _device.OptionsPath);
        try
        {
            var ready = await DeviceProgram.ReadyAsync(process);
            Assert.StartsWith("ready ", ready, StringComparison.Ordinal);
            var said = JsonDocument.Parse(ready["ready ".Length..]).RootElement;
            await use(new Uri(said.GetProperty("touch").GetString()!));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}
