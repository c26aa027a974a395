namespace RatingDevice.Hosting;

/// <summary>What one option means: a line of the manual, and of the error when its value is bad.</summary>
/// <param name="meaning">One sentence for the person who writes the file.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionAttribute(string meaning) : Attribute
{
    /// <summary>One sentence for the person who writes the file.</summary>
    public string Meaning => meaning;

    /// <summary>Unit of a number, for example "ms"; null where it has none.</summary>
    public string? Unit { get; init; }

    /// <summary>What is allowed, in words, where the checking attributes do not say it well.</summary>
    public string? Range { get; init; }
}
