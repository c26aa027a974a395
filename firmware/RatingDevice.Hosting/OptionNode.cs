using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;

namespace RatingDevice.Hosting;

/// <summary>What an option holds.</summary>
internal enum OptionShape
{
    Value,
    Group,
    List,
    Map,
}

/// <summary>One property of an options type, with all that its attributes say.</summary>
internal sealed class OptionNode
{
    private OptionNode(PropertyInfo property)
    {
        Property = property;
        Name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        About = property.GetCustomAttribute<OptionAttribute>();
        (Shape, Element) = ShapeOf(property.PropertyType);
    }

    public PropertyInfo Property { get; }

    /// <summary>As it stands in the file.</summary>
    public string Name { get; }

    public OptionShape Shape { get; }

    /// <summary>Of a list's or map's items; the property's own type otherwise.</summary>
    public Type Element { get; }

    public OptionAttribute? About { get; }

    public IEnumerable<ValidationAttribute> Checks => Property.GetCustomAttributes<ValidationAttribute>();

    /// <summary>What is allowed, with its unit; null where anything of the type is.</summary>
    public string? Range
    {
        get
        {
            var unit = About?.Unit is { } u ? " " + u : "";
            if (About?.Range is { } words) return words;
            if (Property.GetCustomAttribute<RangeAttribute>() is { } range)
                return $"{range.Minimum} to {range.Maximum}{unit}";
            if (Property.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed)
                return string.Join(" or ", allowed.Values);
            var type = Nullable.GetUnderlyingType(Element) ?? Element;
            if (type == typeof(bool)) return "true or false";
            return type.IsEnum
                ? string.Join(" or ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName))
                : null;
        }
    }

    public static IReadOnlyList<OptionNode> Of(Type options) =>
        [.. options.GetProperties().Where(p => p.CanWrite).Select(p => new OptionNode(p))];

    public static bool IsGroup(Type type) =>
        type.IsClass && type != typeof(string) && !typeof(IEnumerable).IsAssignableFrom(type);

    private static (OptionShape Shape, Type Element) ShapeOf(Type type)
    {
        if (type == typeof(string) || type.IsValueType) return (OptionShape.Value, type);
        if (type.IsArray) return (OptionShape.List, type.GetElementType()!);
        if (!typeof(IEnumerable).IsAssignableFrom(type)) return (OptionShape.Group, type);
        var items = type.GetGenericArguments();
        return items.Length == 2 ? (OptionShape.Map, items[1]) : (OptionShape.List, items[0]);
    }
}
