namespace RatingDevice.Demo.Processes;

/// <summary>A further collector on the same database: its process and its page.</summary>
internal sealed class BranchCollector(ChildProgram program, string options) : IAsyncDisposable
{
    public ChildProgram Program => program;

    /// <summary>Its page.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:0/");

    public async Task StartAsync(CancellationToken stop = default)
    {
        var ready = await program.StartAsync(["run", "--options", options], stop);
        Address = new Uri(ready.GetProperty("http").GetString()!);
    }

    public ValueTask DisposeAsync() => program.DisposeAsync();
}
