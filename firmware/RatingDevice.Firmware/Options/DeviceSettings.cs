using RatingDevice.Firmware.Capture;
using RatingDevice.Firmware.Journal;
using RatingDevice.Firmware.Link;
using RatingDevice.Firmware.Panel.GpioChip;
using RatingDevice.Firmware.Panel.InputEvents;
using RatingDevice.Firmware.Panel.Touch;
using RatingDevice.Firmware.Panel.Voice;
using RatingDevice.Hosting;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Options;

/// <summary>The options file in the words of each stage. Only for options that passed their checks.</summary>
internal static class DeviceSettings
{
    public static CounterSettings ForCounter(this DeviceOptions options) => new(
        [.. options.Counter.Levels.Select(l => LevelCode.Parse(l.Code!))],
        TimeSpan.FromMilliseconds(options.Counter.WindowMs),
        TimeSpan.FromMilliseconds(options.Counter.GraceMs),
        TimeSpan.FromMilliseconds(options.Counter.ThanksMs),
        TimeSpan.FromMilliseconds(options.Counter.DebounceMs))
    {
        Stuck = TimeSpan.FromMilliseconds(options.Counter.StuckKeyMs),
        SignOn = new SignOnSettings
        {
            Open = options.SignOn.Open,
            PinKeys = options.SignOn.PinKeys,
            PinPause = TimeSpan.FromMilliseconds(options.SignOn.PinPauseMs),
            MostWrong = options.SignOn.MostWrongPins,
            LockFirst = TimeSpan.FromSeconds(options.SignOn.LockSeconds),
            Idle = options.SignOn.IdleMinutes == 0 ? null : TimeSpan.FromMinutes(options.SignOn.IdleMinutes),
        },
        Service = new ServiceSettings
        {
            Hold = options.Service.Enabled ? TimeSpan.FromMilliseconds(options.Service.HoldMs) : null,
            Most = TimeSpan.FromSeconds(options.Service.MostSeconds),
        },
    };

    public static TouchSettings ForTouch(this DeviceOptions options) => new(
        options.Touch.Address,
        options.Touch.Port,
        [.. options.Counter.Levels.Select(l => new TouchLevel(LevelCode.Parse(l.Code!), l.Zh!, l.En!))])
    {
        OpenSignOn = options.SignOn.Open,
    };

    public static InputEventsSettings ForInputEvents(this DeviceOptions options) => new(
        options.InputEvents.Path!,
        options.InputEvents.Keys.ToDictionary(k => k.Key, k => LevelCode.Parse(k.Value)),
        Given(options.InputEvents.InviteKey),
        new InputEventsLamps(
            options.InputEvents.Lamps.Invited,
            options.InputEvents.Lamps.Thanks,
            options.InputEvents.Lamps.Fault))
    {
        SignOffKey = Given(options.InputEvents.SignOffKey),
    };

    public static GpioChipSettings ForGpioChip(this DeviceOptions options)
    {
        var chip = options.GpioChip;
        var wiring = new KeyWiring(chip.KeysActiveLow, Enum.Parse<KeyPull>(chip.Pull, ignoreCase: true),
            TimeSpan.FromMilliseconds(chip.KernelDebounceMs));
        var outputs = new GpioChipOutputs
        {
            KeyLamps = chip.KeyLamps,
            Invited = chip.Lamps.Invited,
            Thanks = chip.Lamps.Thanks,
            Fault = chip.Lamps.Fault,
            Buzzer = chip.Buzzer,
            BuzzerLength = TimeSpan.FromMilliseconds(chip.BuzzerMs),
            ActiveLow = chip.OutputsActiveLow,
        };
        return new GpioChipSettings(
            chip.Chip!, chip.Keys.ToDictionary(k => k.Key, k => LevelCode.Parse(k.Value)),
            Given(chip.InviteKey), wiring, outputs)
        {
            SignOffKey = Given(chip.SignOffKey),
        };
    }

    public static VoiceSettings ForVoice(this DeviceOptions options) => new(
        options.Voice.Folder!, options.Voice.Program, TimeSpan.FromSeconds(options.Voice.LongestSeconds));

    public static JournalLimits ForJournal(this DeviceOptions options) =>
        new(options.Journal.MostPending, options.Journal.Keep);

    /// <exception cref="OptionsException">The password file cannot be read.</exception>
    public static LinkOptions ForLink(this DeviceOptions options) => new()
    {
        Outlet = OutletId.Parse(options.Outlet!),
        Device = DeviceId.Parse(options.Device!),
        Brokers = [.. options.Link.Brokers.Select(b => BrokerLinkOptions.Address(b)!.Value)],
        Password = Password(options.Link.PasswordFile),
        AckTimeout = TimeSpan.FromMilliseconds(options.Link.AckTimeoutMs),
        BackoffFirst = TimeSpan.FromMilliseconds(options.Link.BackoffFirstMs),
        BackoffMost = TimeSpan.FromMilliseconds(options.Link.BackoffMostMs),
        StatusEvery = TimeSpan.FromSeconds(options.Health.StatusEverySeconds),
    };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string? Password(string? path)
    {
        if (string.IsNullOrWhiteSpace(path)) return null;
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OptionsException(
                $"link:passwordFile cannot be read: {e.Message} Nothing was started. Copy the file the "
                + "collector made in its credentials folder, or leave the option out.",
                e);
        }
    }
}
