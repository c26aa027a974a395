using System.Threading.Channels;

namespace RatingDevice.Firmware.Panel;

/// <summary>One place: a newer item pushes out an older one that nobody has taken yet.</summary>
internal static class LastView
{
    public static Channel<T> Place<T>() => Channel.CreateBounded<T>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
}
