using Microsoft.Win32.SafeHandles;
using RatingDevice.Firmware.Panel.Linux;

namespace RatingDevice.Firmware.Panel.GpioChip;

/// <summary>What a panel's opener found.</summary>
/// <param name="Events">Line events of the keys.</param>
/// <param name="Keys">Which line is which key.</param>
/// <param name="Look">Keys that are down at this moment; null where nobody knows.</param>
/// <param name="Outputs">Null where no line is driven, or none could be had.</param>
/// <param name="Notes">What is not as asked for, for the log.</param>
internal sealed record PanelLines(
    RecordReader Events, IReadOnlyDictionary<uint, PanelKey> Keys, Func<IReadOnlyCollection<PanelKey>?> Look,
    IOutputLines? Outputs, IReadOnlyList<string> Notes)
{
    /// <summary>Opens the chip and requests its lines.</summary>
    /// <param name="settings">Which.</param>
    /// <param name="plan">The outputs' bits.</param>
    /// <param name="lit">What they shall show from the first moment on.</param>
    /// <exception cref="IOException">No chip, no line, or the keys are held by another program.</exception>
    public static PanelLines Open(GpioChipSettings settings, OutputPlan plan, ulong lit)
    {
        using var chip = Chip.Open(settings.Chip);
        var keys = settings.Wired.ToDictionary(k => chip.Find(k.Key), k => k.Value);
        var notes = new List<string>();
        uint[] offsets = [.. keys.Keys];
        var lines = RequestKeys(chip, offsets, settings.Wiring, notes);
        var events = new RecordReader(lines, LineEvent.Size);
        return new PanelLines(events, keys, Down, RequestOutputs(chip, settings, plan, lit, notes), notes);

        IReadOnlyCollection<PanelKey>? Down() => ChipLines.Read(lines) is not { } levels ? null
            : [.. offsets.Index().Where(o => ((levels >> o.Index) & 1) != 0).Select(o => keys[o.Item])];
    }

    private static SafeFileHandle RequestKeys(Chip chip, uint[] offsets, KeyWiring wiring, List<string> notes)
    {
        var lines = chip.Request(LineRequest.Keys(offsets, wiring, wiring.Debounce), out var refused);
        if (lines is null && wiring.Debounce > TimeSpan.Zero)
        {
            // Some chips refuse; whether that was the reason, the second request tells.
            lines = chip.Request(LineRequest.Keys(offsets, wiring, TimeSpan.Zero), out refused);
            if (lines is not null) notes.Add($"{chip.Path} does not debounce; the device does it alone");
        }
        return lines ?? throw new IOException($"{refused}{chip.Holder(offsets)}");
    }

    private static ChipOutputs? RequestOutputs(
        Chip chip, GpioChipSettings settings, OutputPlan plan, ulong lit, List<string> notes)
    {
        if (plan.Lines.Count == 0) return null;
        try
        {
            uint[] offsets = [.. plan.Lines.Select(chip.Find)];
            var request = LineRequest.Outputs(offsets, settings.Outputs.ActiveLow, lit);
            if (chip.Request(request, out var refused) is { } lines) return new ChipOutputs(lines);
            notes.Add($"no lamp or buzzer is driven: {refused}{chip.Holder(offsets)}");
        }
        catch (IOException e)
        {
            notes.Add($"no lamp or buzzer is driven: {e.Message}");
        }
        return null;
    }
}
