namespace RatingDevice.Hosting;

/// <summary>Takes the stack an options file asks for from those that are compiled in.</summary>
public static class StackChoice
{
    /// <exception cref="OptionsException">It is not compiled in.</exception>
    public static T Of<T>(StackName asked, IReadOnlyDictionary<StackName, T> compiled)
    {
        ArgumentNullException.ThrowIfNull(compiled);
        if (compiled.TryGetValue(asked, out var parts)) return parts;
        var there = string.Join(" and ", compiled.Keys.Select(Name));
        throw new OptionsException(
            $"stack is '{Name(asked)}', but this program was built with {there} only. Nothing was started. "
            + $"Leave the option out or set it to {there}; or build with -p:Stack={Name(asked)} where the "
            + "package feed carries its packages, './rating stack' says whether yours does.");
    }

    /// <summary>As it is written in files.</summary>
    public static string Name(StackName stack) => stack == StackName.Managed ? "managed" : "system";
}
