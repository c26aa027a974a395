namespace RatingDevice.Collector.Registry;

/// <summary>The registry file.</summary>
internal static class RegistryFile
{
    public static RowFile<BranchRegistry> Form { get; } = new(
        new(["outlet", "counter", "device", "teller"],
            ["outlet", "counter", "name", "zone", "cut_over_hour", "key"]),
        RegistryRules.Build);

    /// <summary>Reads the contents of a file.</summary>
    public static FileReading<BranchRegistry> Parse(byte[] bytes, string extension) =>
        Form.Parse(bytes, extension);

    /// <summary>Reads a whole file.</summary>
    public static FileReading<BranchRegistry> Read(string path) => Form.Read(path);
}
