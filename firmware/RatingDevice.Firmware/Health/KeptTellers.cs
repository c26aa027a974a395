using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using RatingDevice.Firmware.Capture;
using RatingDevice.Hosting;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Health;

/// <summary>
/// Whose cards and PINs are good: told by the branch, kept sealed as it came, so that a device that is
/// offline after a power cut still knows its tellers. For the link's loop, and before it for the start.
/// </summary>
/// <param name="path">The kept box.</param>
/// <param name="device">For whom it must be sealed.</param>
/// <param name="key">Opens it.</param>
/// <param name="known">Told each new book.</param>
internal sealed partial class KeptTellers(
    string path, DeviceId device, ECDsa key, Action<TellerBook> known, ILogger logger)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private DateTimeOffset _held = DateTimeOffset.MinValue;

    /// <summary>Reads what was kept; one that cannot be read is as good as none, and said.</summary>
    public void Load()
    {
        if (!File.Exists(path)) return;
        try
        {
            if (Read(File.ReadAllBytes(path)) is { } wrong) NotRead(path, wrong);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            NotRead(path, e.Message);
        }
    }

    /// <summary>Takes a config message; null, or in one sentence why it is passed over.</summary>
    public string? Hear(ReadOnlyMemory<byte> payload)
    {
        var before = _held;
        if (Read(payload.Span) is { } wrong) return wrong;
        if (_held == before) return null; // the same again, as at each connect
        try
        {
            Keep(payload.Span);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            NotKept(e.Message);
        }

        return null;
    }

    private string? Read(ReadOnlySpan<byte> payload)
    {
        if (!WireText.TryReadConfig(payload, out var config, out var error)) return error;
        if (config.V != Limits.Version) return $"version {config.V} is not spoken here";
        if (config.At < _held) return "older than what is held";
        if (config.At == _held) return null;
        if (!config.TryOpen(device, key, out var keys, out error)) return error;
        _held = config.At;
        known(new TellerBook(keys));
        Known(keys.Tellers.Count);
        return null;
    }

    private void Keep(ReadOnlySpan<byte> payload)
    {
        var part = path + ".part";
        File.Delete(part);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly,
        };
        using (var file = new FileStream(part, options))
        {
            file.Write(payload);
            file.Flush(flushToDisk: true);
        }

        File.Move(part, path, overwrite: true);
        DirectorySync.Run(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Cards and PINs of {Tellers} tellers are known.")]
    private partial void Known(int tellers);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The tellers kept in {Path} cannot be read: {Why}. The branch tells them again.")]
    private partial void NotRead(string path, string why);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The tellers cannot be kept: {Why}. They are known until the next start.")]
    private partial void NotKept(string why);
}
