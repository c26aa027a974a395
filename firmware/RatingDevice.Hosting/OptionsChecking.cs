using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace RatingDevice.Hosting;

/// <summary>Every DataAnnotation of the whole tree, each problem with the full name of its option.</summary>
internal static class OptionsChecking
{
    public static IEnumerable<string> Problems(object options, object? defaults, string prefix = "")
    {
        foreach (var node in OptionNode.Of(options.GetType()))
        {
            var (value, usual) = (node.Property.GetValue(options), Default(node, defaults));
            foreach (var problem in Own(node, value, usual, prefix + node.Name)) yield return problem;
            foreach (var problem in Nested(node, value, usual, prefix + node.Name)) yield return problem;
        }

        if (options is not IValidatableObject whole) yield break;
        foreach (var result in whole.Validate(new ValidationContext(options)))
            yield return $"{prefix}{string.Join(", ", result.MemberNames)}: {result.ErrorMessage}";
    }

    private static object? Default(OptionNode node, object? defaults) =>
        defaults is null ? null : node.Property.GetValue(defaults);

    private static IEnumerable<string> Own(OptionNode node, object? value, object? usual, string key)
    {
        foreach (var check in node.Checks)
        {
            if (check.IsValid(value)) continue;
            var allowed = node.Range ?? check.FormatErrorMessage(key);
            yield return check is RequiredAttribute
                ? $"{key} is missing: {node.About?.Meaning}"
                : $"{key} is {Text(value)}; allowed is {allowed}{Usual(usual)}.";
            yield break;
        }
    }

    private static IEnumerable<string> Nested(OptionNode node, object? value, object? usual, string key) =>
        (node.Shape, value) switch
        {
            (OptionShape.Group, not null) => Problems(value, usual, key + ":"),
            (OptionShape.List, IEnumerable items) when OptionNode.IsGroup(node.Element) =>
                items.Cast<object>().SelectMany((item, i) => Problems(item, null, $"{key}:{i}:")),
            _ => [],
        };

    private static string Text(object? value) => value switch
    {
        null => "empty",
        string text => $"'{text}'",
        ICollection items => $"{items.Count} items",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Usual(object? value) =>
        value is string or ValueType ? $", default {Text(value)}" : "";
}
