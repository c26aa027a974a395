namespace RatingDevice.Demo.Processes;

/// <summary>One counter device: its process, its panel's address and who signs on there.</summary>
internal sealed class BranchDevice(
    string id, IReadOnlyList<string> tellers, ChildProgram program, string options) : IAsyncDisposable
{
    public string Id => id;

    public IReadOnlyList<string> Tellers => tellers;

    public ChildProgram Program => program;

    /// <summary>The panel's address; stays the same over restarts.</summary>
    public Uri Panel { get; private set; } = new("http://127.0.0.1:0/");

    /// <summary>Starts it, or starts it again on the port it had.</summary>
    public async Task StartAsync(CancellationToken stop = default)
    {
        var ready = await program.StartAsync(
            ["run", "--options", options, "--set", $"touch:port={Panel.Port}"], stop);
        Panel = new Uri(ready.GetProperty("touch").GetString()!);
    }

    public ValueTask DisposeAsync() => program.DisposeAsync();
}
