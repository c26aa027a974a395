namespace RatingDevice.Firmware.Panel.Gpio.Mfrc522;

/// <summary>
/// A card is told once for each time it is laid on. A field loses a card that lies in it for a moment now and
/// then, so it must have been away for a while to be told again. An immutable value.
/// </summary>
internal readonly record struct CardPresence(Secret? On, TimeSpan Seen)
{
    /// <param name="number">What the reader sees now; null or empty for nothing.</param>
    /// <param name="now">When.</param>
    /// <param name="away">How long a card must be gone to be gone.</param>
    /// <param name="told">The card to be told; null for none.</param>
    public CardPresence Next(byte[]? number, TimeSpan now, TimeSpan away, out Secret? told)
    {
        told = null;
        if (number is not { Length: > 0 }) return On is not null && now - Seen >= away ? default : this;
        var card = new Secret(Convert.ToHexString(number));
        if (card != On) told = card;
        return new(card, now);
    }
}
