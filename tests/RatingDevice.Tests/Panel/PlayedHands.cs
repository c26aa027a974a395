namespace RatingDevice.Tests.Panel;

/// <summary>A hand for each key: holds it for a while, and presses it again only after a pause.</summary>
/// <param name="keys">How many.</param>
/// <param name="move">Moves a key in the kernel.</param>
internal sealed class PlayedHands(int keys, Action<int, bool> move) : IDisposable
{
    // 20 ms where the machine is quick, and longer where it is not: the kernel reads a line's level a moment
    // after the edge, a press over by then is none; and it keeps 64 records of a keypad that nobody reads.
    private static readonly TimeSpan Held = Eventually.Deadline / 1500;

    private readonly SemaphoreSlim[] _hands =
        [.. Enumerable.Range(0, keys).Select(_ => new SemaphoreSlim(1))];

    public async Task PressAsync(int key)
    {
        await _hands[key].WaitAsync();
        move(key, true);
        await Task.Delay(Held);
        move(key, false);
        await Task.Delay(Held);
        _hands[key].Release();
    }

    public void Dispose()
    {
        foreach (var hand in _hands) hand.Dispose();
    }
}
