using Microsoft.Extensions.Logging;

namespace RatingDevice.Simulation.Branch;

/// <summary>
/// What a program logs, from warnings on, between the events of the trace. A dead one is not heard.
/// </summary>
internal sealed class SimLog<T>(SimMachine machine, SimLife life) : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel level) => level >= LogLevel.Warning && !life.Dead;

    public void Log<TState>(
        LogLevel level, EventId id, TState state, Exception? exception,
        Func<TState, Exception?, string> format)
    {
        if (!IsEnabled(level)) return;
        machine.World.Trace.Note(machine.Name, $"{level}: {format(state, exception)} {exception?.Message}");
    }
}
