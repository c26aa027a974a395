namespace RatingDevice.Tests.Panel;

/// <summary>Hands that hold a key for a while, and press it again only after a pause.</summary>
/// <param name="move">Moves a key in the kernel.</param>
/// <param name="hands">One for each key, or one for all.</param>
internal sealed class PlayedHands(Action<int, bool> move, int hands) : IDisposable
{
    /// <summary>
    /// 20 ms where the machine is quick, and longer where it is not: the kernel reads a line's level a moment
    /// after the edge, a press over by then is none; and it keeps 64 records of a keypad that nobody reads.
    /// </summary>
    public static readonly TimeSpan Held = Eventually.Deadline / 1500;

    private readonly SemaphoreSlim[] _hands =
        [.. Enumerable.Range(0, hands).Select(_ => new SemaphoreSlim(1))];

    public async Task PressAsync(int key)
    {
        await _hands[key % hands].WaitAsync();
        move(key, true);
        await Task.Delay(Held);
        move(key, false);
        await Task.Delay(Held);
        _hands[key % hands].Release();
    }

    public void Dispose()
    {
        foreach (var hand in _hands) hand.Dispose();
    }
}
