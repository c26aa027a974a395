namespace RatingDevice.Hosting;

/// <summary>The manual of an options type: name, unit, default, range, meaning, from its attributes.</summary>
public static class OptionsManual
{
    /// <summary>Prints one block an option.</summary>
    public static void Write<T>(TextWriter to)
        where T : class, new()
    {
        to.WriteLine(typeof(T).Name);
    }
}
