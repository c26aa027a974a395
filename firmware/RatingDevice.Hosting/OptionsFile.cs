using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace RatingDevice.Hosting;

/// <summary>Loads a program's one options file.</summary>
public static class OptionsFile
{
    /// <summary>
    /// Reads JSON, lays the overrides ("key:sub=value") over it, binds, and checks every DataAnnotation of
    /// the whole tree. Names are case-insensitive; an unknown name is an error. All problems are named at
    /// once.
    /// </summary>
    /// <exception cref="OptionsException">The file or a value cannot be used.</exception>
    public static T Load<T>(string path, IEnumerable<string> overrides)
        where T : class, new()
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(overrides);
        var written = Read(path, overrides);
        Refuse(path, OptionsReading.Problems(written, typeof(T)));
        var options = new T();
        OptionsReading.ClearReplaced(written, options);
        try
        {
            written.Bind(options, o => o.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException e)
        {
            throw new OptionsException($"{path}: {e.Message}", e);
        }

        Refuse(path, OptionsChecking.Problems(options, new T()));
        return options;
    }

    /// <summary>
    /// What is wrong with a text that shall become an options file, by the checks of <see cref="Load{T}"/>: a
    /// sentence each, which begins with the option's name.
    /// </summary>
    /// <exception cref="OptionsException">The text is no JSON object.</exception>
    public static IReadOnlyList<string> Problems<T>(string json)
        where T : class, new()
    {
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var written = Parse("the text", text, []);
        string[] names = [.. OptionsReading.Problems(written, typeof(T))];
        if (names.Length > 0) return names;
        var options = new T();
        OptionsReading.ClearReplaced(written, options);
        written.Bind(options);
        return [.. OptionsChecking.Problems(options, new T())];
    }

    private static IConfigurationRoot Read(string path, IEnumerable<string> overrides)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Parse(path, file, overrides);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OptionsException($"The options file cannot be read: {e.Message} See --options.", e);
        }
    }

    private static IConfigurationRoot Parse(string path, Stream json, IEnumerable<string> overrides)
    {
        try
        {
            return new ConfigurationBuilder().AddJsonStream(json)
                .AddInMemoryCollection(overrides.Select(Override) // said twice, the last one counts
                    .GroupBy(o => o.Key, StringComparer.OrdinalIgnoreCase).Select(g => g.Last())).Build();
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or JsonException)
        {
            var why = e.InnerException?.Message ?? e.Message;
            throw new OptionsException($"{path} is not a JSON object: {why} Correct it and start again.", e);
        }
    }

    private static KeyValuePair<string, string?> Override(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? new(text[..equals].Trim(), text[(equals + 1)..])
            : throw new OptionsException($"--set '{text}' has no '='. Write --set key:sub=value.");
    }

    private static void Refuse(string path, IEnumerable<string> problems)
    {
        var all = problems.ToArray();
        if (all.Length == 0) return;
        throw new OptionsException(
            $"{string.Join('\n', all)}\nNothing was started. Correct {path}, or the --set that says so, and "
            + "start again; the command 'options' prints the manual.");
    }
}
