using System.Text.Json.Serialization;

namespace RatingDevice.Demo.Watch;

/// <summary>What a person saw on a panel.</summary>
/// <param name="Number">Counts up by one for each picture seen at this panel.</param>
/// <param name="SeenAt">Stopwatch time.</param>
/// <param name="View">The picture; null when the panel was not there.</param>
internal sealed record Sighting(long Number, long SeenAt, PanelPicture? View)
{
    public bool Shows(string mood) => View?.Mood == mood;
}

/// <summary>The panel's "view" event.</summary>
internal sealed record PanelPicture(
    [property: JsonRequired] string Mood, string? Teller, string? Service, long? RemainingMs, bool CanChange,
    IReadOnlyList<string>? Faults);
