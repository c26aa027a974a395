using System.Threading.Channels;

namespace RatingDevice.Firmware.Capture;

/// <summary>The entrance for one kind of thing into a channel of many.</summary>
internal sealed class Funnel<T>(ChannelWriter<InboxItem> into, Func<T, InboxItem> wrap) : ChannelWriter<T>
{
    public override bool TryWrite(T item) => into.TryWrite(wrap(item));

    public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) =>
        into.WaitToWriteAsync(cancellationToken);

    public override ValueTask WriteAsync(T item, CancellationToken cancellationToken = default) =>
        into.WriteAsync(wrap(item), cancellationToken);
}
