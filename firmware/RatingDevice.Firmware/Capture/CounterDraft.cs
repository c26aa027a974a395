using RatingDevice.Wire;

namespace RatingDevice.Firmware.Capture;

/// <summary>
/// A transition being worked out: entries in order, and the state that holds once they are written.
/// </summary>
internal sealed class CounterDraft(CounterState state)
{
    private readonly List<Entry> _entries = [];

    public CounterState State { get; set; } = state;

    public TimeSpan Up => State.Up;

    /// <summary>Adds an entry and gives the number it will have.</summary>
    public long Add(Entry entry)
    {
        _entries.Add(entry);
        State = State with { Head = State.Head + 1 };
        return State.Head;
    }

    public CounterStep Finish() => new(State, _entries);
}
