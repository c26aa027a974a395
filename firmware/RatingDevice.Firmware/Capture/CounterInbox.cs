using System.Threading.Channels;
using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Capture;

/// <summary>One thing in the counter's inbox; exactly one of the three is set.</summary>
internal readonly record struct InboxItem(PanelEvent? Panel, Command? Command, CounterInput? Own);

/// <summary>
/// All that reaches the counter, in one line, so that one loop decides in one order. Panels wait when it is
/// full; commands and the device's own notices are dropped and counted.
/// </summary>
internal sealed class CounterInbox
{
    public const int Capacity = 1024;

    private readonly Channel<InboxItem> _items = Channel.CreateBounded<InboxItem>(
        new BoundedChannelOptions(Capacity) { SingleReader = true });

    private long _overflow;

    public CounterInbox()
    {
        Panels = new Funnel<PanelEvent>(_items.Writer, e => new InboxItem(e, null, null));
        Commands = new Funnel<Command>(_items.Writer, c => new InboxItem(null, c, null));
    }

    public ChannelReader<InboxItem> Items => _items.Reader;

    public ChannelWriter<PanelEvent> Panels { get; }

    public ChannelWriter<Command> Commands { get; }

    /// <summary>Notices dropped because the inbox was full.</summary>
    public long Overflow => Interlocked.Read(ref _overflow);

    /// <summary>A notice of the device itself.</summary>
    public void Post(CounterInput input)
    {
        if (!_items.Writer.TryWrite(new InboxItem(null, null, input))) Interlocked.Increment(ref _overflow);
    }

    /// <summary>
    /// Time passed. Lost in a full inbox it is not missed: whatever is read there looks at the clock too.
    /// </summary>
    public void Wake() => _items.Writer.TryWrite(default);
}
