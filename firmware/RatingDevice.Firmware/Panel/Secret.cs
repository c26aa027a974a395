namespace RatingDevice.Firmware.Panel;

/// <summary>A card's number or a PIN: looked up, then forgotten. Its text gets into no message.</summary>
internal readonly record struct Secret(string Text)
{
    /// <summary>Longest that is taken; more is nobody's card.</summary>
    public const int Most = 64;

    public override string ToString() => "(secret)";
}
