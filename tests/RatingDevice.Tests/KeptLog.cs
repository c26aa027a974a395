using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RatingDevice.Tests;

/// <summary>Keeps what was said, for a test to read.</summary>
internal class KeptLog : ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _said = new();

    public IReadOnlyList<(LogLevel Level, string Text)> Said => [.. _said];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) => _said.Enqueue((logLevel, formatter(state, exception)));
}

/// <summary>The same for one who asks for a log of its own.</summary>
internal sealed class KeptLog<T> : KeptLog, ILogger<T>;
