namespace RatingDevice.Collector.Broker.Mosquitto;

/// <summary>Finds programs; Debian keeps mosquitto in /usr/sbin, which is not on a user's path.</summary>
internal static class ProgramFile
{
    private static readonly string[] Beyond = ["/usr/sbin", "/usr/local/sbin", "/usr/bin", "/bin"];

    /// <summary>The full path; null where there is none. A name with a slash is taken as it is.</summary>
    public static string? Find(string name)
    {
        if (name.Contains('/')) return File.Exists(name) ? Path.GetFullPath(name) : null;
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return path.Split(':', StringSplitOptions.RemoveEmptyEntries).Concat(Beyond)
            .Select(d => Path.Combine(d, name)).FirstOrDefault(File.Exists);
    }
}
