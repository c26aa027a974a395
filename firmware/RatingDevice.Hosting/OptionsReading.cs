using System.ComponentModel;
using Microsoft.Extensions.Configuration;

namespace RatingDevice.Hosting;

/// <summary>
/// Holds what is written against the options type before it is bound: the binder stops at the first problem
/// and does not say what would have been right.
/// </summary>
internal static class OptionsReading
{
    /// <summary>
    /// One sentence a problem: a name no option bears, or a value that is none of the type.
    /// </summary>
    public static IEnumerable<string> Problems(IConfiguration written, Type options)
    {
        var nodes = OptionNode.Of(options);
        foreach (var section in written.GetChildren())
        {
            var node = nodes.FirstOrDefault(
                n => n.Name.Equals(section.Key, StringComparison.OrdinalIgnoreCase));
            foreach (var problem in node is null ? [Unknown(section, nodes)] : Problems(section, node))
                yield return problem;
        }
    }

    /// <summary>A list in the file replaces the default list; the binder would add to it.</summary>
    public static void ClearReplaced(IConfiguration written, object options)
    {
        foreach (var node in OptionNode.Of(options.GetType()))
        {
            var section = written.GetSection(node.Name);
            if (node.Shape == OptionShape.Value || !section.Exists()) continue;
            var type = node.Property.PropertyType;
            if (node.Shape == OptionShape.Group && node.Property.GetValue(options) is { } group)
                ClearReplaced(section, group);
            else if (node.Shape == OptionShape.List && (type.IsArray || type.IsInterface))
                node.Property.SetValue(options, Array.CreateInstance(node.Element, 0));
            else if (node.Shape is OptionShape.List or OptionShape.Map && !type.IsInterface)
                node.Property.SetValue(options, Activator.CreateInstance(type));
        }
    }

    private static IEnumerable<string> Problems(IConfigurationSection section, OptionNode node) =>
        node.Shape switch
        {
            OptionShape.Value => ValueProblems(section, node),
            OptionShape.Group => GroupProblems(section, node.Element),
            _ => section.GetChildren().SelectMany(item => OptionNode.IsGroup(node.Element)
                ? GroupProblems(item, node.Element)
                : ValueProblems(item, node)),
        };

    private static IEnumerable<string> GroupProblems(IConfigurationSection section, Type group) =>
        string.IsNullOrEmpty(section.Value)
            ? Problems(section, group)
            : [$"{section.Path} is '{section.Value}', but it is a group: write {{ … }}."];

    private static IEnumerable<string> ValueProblems(IConfigurationSection section, OptionNode node)
    {
        if (section.GetChildren().Any())
            return [$"{section.Path} is a group, but it takes one value{Allowed(node)}."];
        if (section.Value is not { } text || Fits(text, node.Element)) return [];
        return [$"{section.Path} is '{text}', which is not {Kind(node.Element)}{Allowed(node)}."];
    }

    private static string Unknown(IConfigurationSection section, IReadOnlyList<OptionNode> nodes)
    {
        var parent = section.Path[..^section.Key.Length];
        var known = string.Join(", ", nodes.Select(n => parent + n.Name));
        return $"{section.Path} is not an option. Known here: {known}.";
    }

    private static bool Fits(string text, Type type)
    {
        try
        {
            return type == typeof(string)
                || TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text) is not null;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static string Kind(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(int) || t == typeof(long) => "a whole number",
        var t when t == typeof(bool) => "true or false",
        var t when t == typeof(double) || t == typeof(decimal) => "a number",
        var t => $"of the kind {t.Name}",
    };

    private static string Allowed(OptionNode node) => node.Range is { } range ? $" ({range})" : "";
}
