using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RatingDevice.Hosting;

/// <summary>
/// The manual of an options type: name, unit, default, range, meaning, from its attributes.
/// </summary>
public static class OptionsManual
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // for a terminal: labels stay readable
    };

    /// <summary>Prints one block an option.</summary>
    public static void Write<T>(TextWriter to)
        where T : class, new()
    {
        ArgumentNullException.ThrowIfNull(to);
        to.WriteLine("One JSON file. Names are case-insensitive; --set key:sub=value overrides one.");
        WriteGroup(to, typeof(T), new T(), "");
    }

    private static void WriteGroup(TextWriter to, Type type, object? defaults, string prefix)
    {
        foreach (var node in OptionNode.Of(type))
        {
            var key = prefix + node.Name;
            var value = defaults is null ? null : node.Property.GetValue(defaults);
            if (node.Shape == OptionShape.Group)
            {
                WriteGroup(to, node.Element, value ?? Activator.CreateInstance(node.Element), key + ":");
                continue;
            }

            WriteOne(to, node, value, key);
            if (node.Shape == OptionShape.List && OptionNode.IsGroup(node.Element))
                WriteGroup(to, node.Element, null, key + ":N:");
        }
    }

    private static void WriteOne(TextWriter to, OptionNode node, object? value, string key)
    {
        to.WriteLine();
        to.WriteLine(key);
        if (node.About is { } about) to.WriteLine($"    {about.Meaning}");
        var facts = new List<string>();
        if (node.About?.Unit is { } unit) facts.Add($"unit {unit}");
        if (value is not null) facts.Add($"default {Text(value)}");
        if (node.Range is { } range) facts.Add($"range {range}");
        if (facts.Count > 0) to.WriteLine($"    {string.Join("; ", facts)}");
    }

    private static string Text(object value) => value is string or IFormattable
        ? Convert.ToString(value, CultureInfo.InvariantCulture)!
        : JsonSerializer.Serialize(value, Plain);
}
