using System.Text;
using Microsoft.Extensions.Logging;
using RatingDevice.Firmware.Panel.Linux;

namespace RatingDevice.Firmware.Panel.InputEvents;

/// <summary>One LED class lamp. A broken one is reported once and tried again with the next change.</summary>
internal sealed partial class Lamp(string name, string? path, ILogger logger)
{
    private bool? _lit;
    private bool _broken;

    public void Set(bool on)
    {
        if (path is null || _lit == on) return;
        try
        {
            Write(on);
            _lit = on;
            _broken = false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            _lit = null;
            if (!_broken) LampFailed(logger, name, path, e.Message);
            _broken = true;
        }
    }

    private void Write(bool on)
    {
        var folder = Directory.Exists(path);
        var value = on ? (folder ? Brightest() : "1") : "0";
        var file = folder ? Path.Combine(path!, "brightness") : path!;
        using var lamp = new FileStream(LibC.Open(file, LibC.WriteOnly | LibC.Truncate), FileAccess.Write, 0);
        lamp.Write(Encoding.ASCII.GetBytes(value + "\n"));
    }

    private string Brightest()
    {
        var most = Path.Combine(path!, "max_brightness");
        return File.Exists(most) && int.TryParse(File.ReadAllText(most), out var value) ? $"{value}" : "1";
    }

    [LoggerMessage(LogLevel.Warning,
        "The {Name} lamp at {Path} cannot be set: {Why}. Keys are read as before; mend the path.")]
    private static partial void LampFailed(ILogger logger, string name, string path, string why);
}
