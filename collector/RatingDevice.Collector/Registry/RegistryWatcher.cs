using System.Globalization;
using Microsoft.Extensions.Logging;

namespace RatingDevice.Collector.Registry;

/// <summary>The registry as its file was when it was last good; see <see cref="FileWatch{T}"/>.</summary>
/// <param name="path">The registry file, .json or .csv.</param>
/// <param name="keep">Where the last good file is kept, without extension.</param>
internal sealed class RegistryWatcher(
    string path, string keep, TimeProvider time, ILogger<RegistryWatcher> log)
{
    private readonly FileWatch<BranchRegistry> _watch = new(
        "registry", path, keep, RegistryFile.Form, BranchRegistry.Empty, Says, time, log);

    /// <summary>The registry in force.</summary>
    public BranchRegistry Current => _watch.State.Value;

    /// <summary>The registry in force and what is wrong with the file, if anything.</summary>
    public RegistryState State
    {
        get
        {
            var state = _watch.State;
            return new(state.Value, state.Problems, state.Since);
        }
    }

    /// <summary>Told after every change of the registry in force, and again until it does not fail.</summary>
    public Func<BranchRegistry, CancellationToken, Task> Changed
    {
        get => _watch.Changed;
        set => _watch.Changed = value;
    }

    /// <inheritdoc cref="FileWatch{T}.ReadFirst"/>
    public void ReadFirst() => _watch.ReadFirst();

    /// <summary>Watches until cancelled.</summary>
    public Task RunAsync(CancellationToken stop) => _watch.RunAsync(stop);

    private static string Says(BranchRegistry r) => string.Create(CultureInfo.InvariantCulture,
        $"outlets {r.Outlets.Count}, counters {r.Counters.Count}, devices {r.Devices.Count}, "
        + $"tellers {r.Tellers.Count}");
}

/// <summary>The registry in force.</summary>
/// <param name="Registry">As the file was when it was last good.</param>
/// <param name="Problems">What is wrong with the file as it is now; empty where it is the one in
/// force.</param>
/// <param name="Since">When the registry in force was read.</param>
internal sealed record RegistryState(
    BranchRegistry Registry, IReadOnlyList<RegistryProblem> Problems, DateTimeOffset Since);
