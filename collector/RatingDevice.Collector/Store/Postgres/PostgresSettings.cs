using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>Where the database is and how to get in; lies in the data directory, so that every command finds
/// it there. Never holds a password.</summary>
/// <param name="Connection">Npgsql's words: Host, Port, Database, Username and so on; several hosts with
/// commas.</param>
/// <param name="PasswordFile">File with the password, read at each new connection; null: PGPASSWORD,
/// PGPASSFILE or none.</param>
internal sealed record PostgresSettings(string Connection, string? PasswordFile)
{
    /// <summary>Schema of the tables; null for the one the user and database have by themselves.</summary>
    [JsonIgnore]
    public string? Schema { get; init; }

    /// <summary>Reads what <see cref="Text"/> gave.</summary>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public static PostgresSettings Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(
                File.ReadAllText(path), PostgresJson.Default.PostgresSettings)!;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StoreException($"{path} does not say where the database is: {e.Message}", e);
        }
    }

    /// <summary>The file's text.</summary>
    public string Text() => JsonSerializer.Serialize(this, PostgresJson.Default.PostgresSettings);

    /// <summary>Why these cannot be used; null where they can.</summary>
    public string? Problem()
    {
        try
        {
            var words = new NpgsqlConnectionStringBuilder(Connection);
            return string.IsNullOrEmpty(words.Host) ? "store:connection names no Host"
                : words.Password is not null
                    ? "store:connection holds a password; write it to a file, name that as "
                        + "store:passwordFile, and take it out"
                : words.TargetSessionAttributes is not (null or "primary" or "Primary")
                    ? "store:connection must have Target Session Attributes=primary"
                : PasswordFile is { } file && !File.Exists(file) ? $"there is no store:passwordFile {file}"
                : null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            return $"store:connection cannot be read: {e.Message}";
        }
    }

    /// <summary>Hosts and database: this text goes to logs.</summary>
    public override string ToString()
    {
        var words = new NpgsqlConnectionStringBuilder(Connection);
        return $"{words.Host}/{words.Database ?? words.Username}";
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(PostgresSettings))]
internal sealed partial class PostgresJson : JsonSerializerContext;
