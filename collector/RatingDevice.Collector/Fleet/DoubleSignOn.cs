using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Fleet;

/// <summary>A teller who is signed on at more than one counter, by the devices' last words.</summary>
/// <param name="Teller">The teller.</param>
/// <param name="At">Where, the newest first; where no device tells when, last.</param>
internal sealed record DoubleSignOn(TellerId Teller, IReadOnlyList<SignedOnAt> At)
{
    /// <summary>Sign-ons nearer to each other than this are not told apart: words travel.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The counters at which the teller no longer is: all but the newest, if it is known which that is. A
    /// device that cannot say when is left alone, and so is one that is not connected: nobody would hear.
    /// </summary>
    public IEnumerable<SignedOnAt> Left
    {
        get
        {
            if (At.Any(a => a.Since is null)) return [];
            var newest = At[0].Since!.Value;
            var older = At.Skip(1).ToList();
            return older.All(a => newest - a.Since!.Value >= Apart)
                ? older.Where(a => a.State == DeviceState.Connected)
                : [];
        }
    }

    /// <summary>All of them, by teller.</summary>
    public static IReadOnlyList<DoubleSignOn> Of(FleetReport fleet) =>
    [
        .. from device in fleet.Devices
           where device is { Post: not null, Said.Teller: not null }
           where device.State is DeviceState.Connected or DeviceState.Silent or DeviceState.Lost
           group device by device.Said!.Teller!.Value into teller
           where teller.Count() > 1
           orderby teller.Key
           select new DoubleSignOn(teller.Key,
           [
               .. teller.Select(d => new SignedOnAt(d.Post!, d.State, d.SignedOn))
                   .OrderByDescending(a => a.Since ?? DateTimeOffset.MinValue).ThenBy(a => a.Post.Device),
           ]),
    ];
}

/// <summary>Where and since when a teller is signed on.</summary>
/// <param name="Post">The device.</param>
/// <param name="State">Whether it is there.</param>
/// <param name="Since">By this collector's clock; null where the device cannot tell.</param>
internal sealed record SignedOnAt(Post Post, DeviceState State, DateTimeOffset? Since);
