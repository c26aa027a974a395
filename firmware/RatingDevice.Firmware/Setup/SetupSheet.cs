using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RatingDevice.Firmware.Options;
using RatingDevice.Hosting;

namespace RatingDevice.Firmware.Setup;

/// <summary>
/// The options file while it is filled in. What stood in it before and was not asked for stays; every answer
/// is judged by the checks of the options file itself.
/// </summary>
internal sealed class SetupSheet
{
    private static readonly JsonSerializerOptions ForPeople = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly JsonObject _root;

    /// <param name="before">The file as it was; null for none.</param>
    /// <exception cref="OptionsException">It is no JSON object; mend it or put it aside.</exception>
    public SetupSheet(string? before)
    {
        try
        {
            _root = before is null ? [] : JsonNode.Parse(before)!.AsObject();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new OptionsException(
                $"The options file that is there is not a JSON object: {e.Message} Nothing was written. "
                + "Mend it, or move it away, and start again.", e);
        }
    }

    public string Text => _root.ToJsonString(ForPeople) + "\n";

    /// <summary>What stands there under "key:sub"; null for nothing.</summary>
    public JsonNode? this[string key]
    {
        get
        {
            JsonNode? node = _root;
            foreach (var name in key.Split(':')) node = (node as JsonObject)?[name];
            return node;
        }
        set
        {
            var group = _root;
            var names = key.Split(':');
            foreach (var name in names[..^1])
            {
                if (group[name] is not JsonObject inner) group[name] = inner = [];
                group = inner;
            }

            if (value is null) group.Remove(names[^1]);
            else group[names[^1]] = value;
        }
    }

    /// <summary>All that is wrong with it.</summary>
    public IReadOnlyList<string> Problems() => OptionsFile.Problems<DeviceOptions>(Text);

    /// <summary>What is wrong with one option and those below it.</summary>
    public string? Problem(string key) => Problems().FirstOrDefault(p => p.Length > key.Length
        && p.StartsWith(key, StringComparison.Ordinal) && p[key.Length] is ' ' or ':');
}
