using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RatingDevice.Wire;

internal static class IdText
{
    internal static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
}

internal sealed class IdJsonConverter<TKind> : JsonConverter<Id<TKind>>
    where TKind : IIdKind
{
    public override Id<TKind> Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return Id<TKind>.TryParse(text, out var id) ? id : throw new JsonException($"not a {TKind.Name} id");
    }

    public override void Write(Utf8JsonWriter writer, Id<TKind> value, JsonSerializerOptions options)
    {
        if (!value.IsValid) throw new JsonException($"an empty {TKind.Name} id cannot be written");
        writer.WriteStringValue(value.ToString());
    }
}

internal sealed class IdJsonConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Id<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(
            typeof(IdJsonConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;
}
