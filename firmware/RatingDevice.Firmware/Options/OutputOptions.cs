using System.ComponentModel.DataAnnotations;
using RatingDevice.Hosting;

namespace RatingDevice.Firmware.Options;

/// <summary>Spoken prompts: invited.wav and thanks.wav.</summary>
internal sealed class VoiceOptions : IValidatableObject
{
    [Option("Speak prompts.")]
    public bool Enabled { get; set; }

    [Option("Folder with invited.wav and thanks.wav; files can be replaced while the device runs.",
        Range = "a directory")]
    public string? Folder { get; set; }

    [Option("Player; it is run as PROGRAM -q FILE.", Range = "a program of ALSA's kind"), Required]
    public string Program { get; set; } = "aplay";

    [Option("A prompt still playing then is ended.", Unit = "s"), Range(1, 60)]
    public int LongestSeconds { get; set; } = 10;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Enabled && string.IsNullOrWhiteSpace(Folder))
            yield return new("is missing although voice is enabled; name the folder.", ["folder"]);
    }
}

/// <summary>What display there is.</summary>
internal enum DisplayKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>16 by 2 characters, HD44780 behind a PCF8574.</summary>
    Lcd1602,

    /// <summary>20 by 4 characters, HD44780 behind a PCF8574.</summary>
    Lcd2004,

    /// <summary>128 by 64 dots.</summary>
    Ssd1306,
}

/// <summary>A display's language.</summary>
internal enum DisplayLanguage
{
    /// <summary>English.</summary>
    En,

    /// <summary>Chinese.</summary>
    Zh,
}

/// <summary>A small display on I2C; managed stack only.</summary>
internal sealed class DisplayOptions : IValidatableObject
{
    [Option("The display; the other stack has none.")]
    public DisplayKind Kind { get; set; } = DisplayKind.None;

    [Option("I2C bus."), Range(0, 31)]
    public int Bus { get; set; } = 1;

    [Option("I2C address; 39 (0x27) is usual for a PCF8574, 60 (0x3C) for an SSD1306."), Range(3, 119)]
    public int Address { get; set; } = 39;

    [Option("Language; zh on an ssd1306 with a font file only.")]
    public DisplayLanguage Language { get; set; } = DisplayLanguage.En;

    [Option("ssd1306: a font in GNU Unifont's .hex form, read at start; empty for the built-in Latin one.",
        Range = "a file, or empty")]
    public string? Font { get; set; }

    [Option("Teller number to stars shown beside it; tellers left out have none.", Range = "1 to 5")]
    public Dictionary<string, int> Stars { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var dots = Kind == DisplayKind.Ssd1306 && !string.IsNullOrWhiteSpace(Font);
        if (Language == DisplayLanguage.Zh && !dots)
            yield return new("zh needs display:kind ssd1306 and display:font.", ["language"]);
        foreach (var (teller, stars) in Stars)
        {
            if (stars is < 1 or > 5) yield return new("is out of range; 1 to 5.", [$"stars:{teller}"]);
            if (!TellerId.TryParse(teller, out _)) yield return new("is no teller id.", [$"stars:{teller}"]);
        }
    }
}
