using System.Text.Json;

namespace RatingDevice.Firmware.Panel.Touch;

/// <summary>A file of the page as it is sent.</summary>
internal sealed record PageFile(string Type, byte[] Bytes);

/// <summary>The page: files built into the program, and the levels of this device.</summary>
internal sealed class PageFiles
{
    private const string Prefix = "touch/";

    public PageFiles(IReadOnlyList<TouchLevel> levels, bool openSignOn)
    {
        var files = new Dictionary<string, PageFile>();
        var names = typeof(PageFiles).Assembly.GetManifestResourceNames();
        foreach (var name in names.Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
            files["/" + name[Prefix.Length..]] = new PageFile(TypeOf(name), Resource(name));
        files["/"] = files["/index.html"];
        files["/levels.json"] = new PageFile(TypeOf(".json"), Write(levels));
        var signOn = openSignOn ? """{"open":true}"""u8 : """{"open":false}"""u8;
        files["/sign-on.json"] = new PageFile(TypeOf(".json"), signOn.ToArray());
        Files = files;
    }

    /// <summary>Path to file.</summary>
    public IReadOnlyDictionary<string, PageFile> Files { get; }

    private static byte[] Resource(string name)
    {
        using var stream = typeof(PageFiles).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static byte[] Write(IReadOnlyList<TouchLevel> levels)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (var level in levels)
            {
                json.WriteStartObject();
                json.WriteString("code", level.Code.ToString());
                json.WriteString("zh", level.Zh);
                json.WriteString("en", level.En);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return bytes.ToArray();
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".json" => "application/json",
        var other => throw new NotSupportedException($"no content type is known for '{other}'"),
    };
}
