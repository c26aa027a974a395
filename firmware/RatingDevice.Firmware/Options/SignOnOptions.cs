using System.ComponentModel.DataAnnotations;
using RatingDevice.Hosting;

namespace RatingDevice.Firmware.Options;

/// <summary>How tellers sign on and off. Whose cards and PINs are good the branch tells.</summary>
internal sealed class SignOnOptions
{
    [Option("The touch page signs on whoever types a teller number; false: it asks for a PIN instead.")]
    public bool Open { get; set; } = true;

    [Option("With nobody signed on, the teller's key begins a PIN on the level keys (1 is the best level) "
        + "and ends it; customers can watch, so a card is better.")]
    public bool PinKeys { get; set; }

    [Option("A pause in typing that ends a PIN.", Unit = "ms"), Range(1_000, 30_000)]
    public int PinPauseMs { get; set; } = 5_000;

    [Option("After so many wrong PINs within an hour none is taken for a while.", Unit = "PINs")]
    [Range(2, 10)]
    public int MostWrongPins { get; set; } = 3;

    [Option("How long the first time; it doubles up to 15 minutes. A card is taken meanwhile.", Unit = "s")]
    [Range(5, 900)]
    public int LockSeconds { get; set; } = 30;

    [Option("A teller is signed off after so long without anything at the counter; 0: never.", Unit = "min")]
    [Range(0, 1_440)]
    public int IdleMinutes { get; set; } = 240;
}

/// <summary>Service mode, in which a technician tries the parts and no press counts.</summary>
internal sealed class ServiceOptions
{
    [Option("Service mode can be entered: both outer level keys, then the teller's key too, held down.")]
    public bool Enabled { get; set; } = true;

    [Option("How long the three keys are held; shorter than counter:stuckKeyMs.", Unit = "ms")]
    [Range(2_000, 20_000)]
    public int HoldMs { get; set; } = 5_000;

    [Option("It ends by itself after this; nothing puts that off.", Unit = "s"), Range(60, 900)]
    public int MostSeconds { get; set; } = 300;
}

/// <summary>What reads cards.</summary>
internal enum CardReaderKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A reader that types the card's number, as a keyboard.</summary>
    Keyboard,

    /// <summary>An MFRC522 on SPI; managed stack only.</summary>
    Mfrc522,
}

/// <summary>A card reader for tellers.</summary>
internal sealed class CardReaderOptions : IValidatableObject
{
    [Option("The reader; mfrc522 in the managed stack only.")]
    public CardReaderKind Kind { get; set; } = CardReaderKind.None;

    [Option("keyboard: the device, best by a name that survives replugging: /dev/input/by-id/….",
        Range = "a path")]
    public string? Path { get; set; }

    [Option("keyboard: a pause that ends a card's number; Enter ends it at once.", Unit = "ms")]
    [Range(50, 2_000)]
    public int PauseMs { get; set; } = 300;

    [Option("mfrc522: SPI bus."), Range(0, 31)]
    public int SpiBus { get; set; }

    [Option("mfrc522: chip select line of the bus."), Range(0, 31)]
    public int ChipSelect { get; set; }

    [Option("mfrc522: GPIO number of its reset; -1: wired to high."), Range(-1, 1_023)]
    public int ResetPin { get; set; } = -1;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Kind == CardReaderKind.Keyboard && string.IsNullOrWhiteSpace(Path))
            yield return new("is missing although cardReader:kind is keyboard; name the device.", ["path"]);
    }
}
