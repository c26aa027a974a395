using System.Text.Json;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.Uplink;

/// <summary>
/// That statements are to be sent again, and how far that is: on the disk, so that a restart goes on with it.
/// A statement may go twice, which changes nothing above. Any thread.
/// </summary>
internal sealed class ResendNote
{
    private readonly Lock _gate = new();
    private readonly string? _path;
    private ResendLeft? _left;

    /// <param name="path">Its file; null: nothing outlives the process.</param>
    /// <exception cref="IOException">The file is there and cannot be read, or not be set aside.</exception>
    public ResendNote(string? path)
    {
        _path = path;
        if (path is null || !File.Exists(path)) return;
        try
        {
            _left = JsonSerializer.Deserialize(File.ReadAllBytes(path), ResendJson.Default.ResendLeft);
        }
        catch (JsonException e)
        {
            // what has no receipt goes up without it; only a wish to send again what has one is lost
            File.Move(path, path + ".damaged", overwrite: true);
            Damage = $"{path} was damaged ({e.Message}) and is set aside as {path}.damaged";
        }
    }

    /// <summary>What was wrong with the file at the start; null where nothing was.</summary>
    public string? Damage { get; }

    /// <summary>Null where nothing is.</summary>
    public ResendLeft? Left
    {
        get
        {
            lock (_gate) return _left;
        }
    }

    /// <summary>Everything from a day on is to go again; takes the place of what was left before.</summary>
    /// <exception cref="IOException">It could not be kept; nothing was asked.</exception>
    public void Ask(DateOnly from)
    {
        lock (_gate) Keep(new(from, null));
    }

    /// <summary>An outlet is done; null: all are.</summary>
    /// <returns>What is left now; null where nothing is, or something else was asked meanwhile.</returns>
    /// <exception cref="IOException">It could not be kept.</exception>
    public ResendLeft? Done(ResendLeft of, OutletId? outlet)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_left, of)) return null;
            Keep(outlet is { } done ? of with { After = done } : null);
            return _left;
        }
    }

    private void Keep(ResendLeft? left)
    {
        if (_path is not null)
        {
            if (left is null) File.Delete(_path);
            else
            {
                DropFiles.Put(Path.GetDirectoryName(Path.GetFullPath(_path))!, Path.GetFileName(_path),
                    JsonSerializer.SerializeToUtf8Bytes(left, ResendJson.Default.ResendLeft));
            }
        }

        _left = left;
    }
}
