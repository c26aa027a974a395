using System.Text;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Tellers;

/// <summary>What one device is to know.</summary>
/// <param name="Post">The device.</param>
/// <param name="Key">Its public key, as its journal has it.</param>
/// <param name="Keys">The tellers of its outlet.</param>
internal sealed record DeviceKeys(Post Post, string Key, TellerKeys Keys)
{
    /// <summary>The same text for the same content: what was told already is not told again.</summary>
    public Digest Stamp { get; } =
        Digest.Of([.. WireText.Write(Keys), .. Encoding.ASCII.GetBytes(Key)]);

    /// <summary>
    /// For every device of the registry that has said which journal it writes, and by whose key.
    /// </summary>
    /// <param name="all">Every teller of the branch.</param>
    /// <param name="current">A device's journal; null where it has not said.</param>
    public static IEnumerable<DeviceKeys> Of(
        TellerKeys all, BranchRegistry registry, IReadOnlyList<JournalState> journals,
        Func<DeviceId, JournalId?> current)
    {
        var held = journals.ToDictionary(j => j.Journal);
        var outlets = registry.Tellers.ToLookup(t => t.Outlet, t => t.Id);
        var byOutlet = new Dictionary<OutletId, TellerKeys>();
        foreach (var device in registry.Devices.OrderBy(d => d.Id))
        {
            if (current(device.Id) is not { } journal || !held.TryGetValue(journal, out var state)) continue;
            if (state.Device != device.Id) continue;
            if (!byOutlet.TryGetValue(device.Post.Outlet, out var keys))
            {
                var here = outlets[device.Post.Outlet].ToHashSet();
                byOutlet[device.Post.Outlet] = keys = all with
                {
                    Tellers = [.. all.Tellers.Where(t => here.Contains(t.Teller))],
                };
            }

            yield return new(device.Post, state.Key, keys);
        }
    }
}
