namespace RatingDevice.Firmware.Panel.GpioChip;

/// <summary>Which bit of the output request is which lamp; pure.</summary>
internal sealed class OutputPlan
{
    private readonly List<string> _lines = [];

    /// <exception cref="ArgumentException">A line is given two meanings; the message names it.</exception>
    public OutputPlan(GpioChipOutputs outputs)
    {
        foreach (var lamp in outputs.KeyLamps) Invited |= Add(lamp);
        Invited |= Add(outputs.Invited);
        Thanks = Add(outputs.Thanks);
        Fault = Add(outputs.Fault);
        Buzzer = Add(outputs.Buzzer);
    }

    public IReadOnlyList<string> Lines => _lines;

    public ulong Invited { get; }

    public ulong Thanks { get; }

    public ulong Fault { get; }

    public ulong Buzzer { get; }

    public ulong Lamps => Invited | Thanks | Fault;

    public ulong Lit(LampLights lights) =>
        (lights.Invited ? Invited : 0) | (lights.Thanks ? Thanks : 0) | (lights.Fault ? Fault : 0);

    private ulong Add(string? line)
    {
        if (string.IsNullOrWhiteSpace(line)) return 0;
        if (_lines.Contains(line)) throw new ArgumentException($"line '{line}' is given two meanings.");
        _lines.Add(line);
        return 1UL << (_lines.Count - 1);
    }
}
