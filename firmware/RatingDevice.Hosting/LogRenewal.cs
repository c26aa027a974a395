namespace RatingDevice.Hosting;

/// <summary>
/// Makes certain that what a write-ahead log shows is also on the disk. After a failed fsync Linux goes on
/// showing pages it has not written, and never tries them again. A program that is started after that finds
/// whole transactions in the log, builds on them and lets them be acknowledged; the next power cut tears them
/// out, and all that follows with them. So before a log is trusted it is written once more, in place and byte
/// for byte, and synced; a power cut in the middle of that changes nothing.
/// </summary>
public static class LogRenewal
{
    private const int Chunk = 64 * 1024;

    /// <summary>
    /// Renews the log of a SQLite database, where there is one. Only for who holds the database's write lock,
    /// and before its first write.
    /// </summary>
    /// <param name="database">Path of the database; a "file:" URI has its own file system and is left
    /// alone.</param>
    /// <exception cref="IOException">The disk does not take it: the log must not be built on.</exception>
    public static void Renew(string database)
    {
        var log = database + "-wal";
        if (database.StartsWith("file:", StringComparison.Ordinal) || !File.Exists(log)) return;
        using var stream = new FileStream(log, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        Renew(stream, () => stream.Flush(flushToDisk: true));
    }

    /// <summary>Writes every byte of a stream again, then syncs.</summary>
    public static void Renew(Stream log, Action sync)
    {
        var chunk = new byte[Chunk];
        for (long at = 0; at < log.Length;)
        {
            log.Position = at;
            var read = log.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false);
            log.Position = at;
            log.Write(chunk, 0, read);
            at += read;
        }

        sync();
    }
}
