namespace RatingDevice.Firmware.Journal;

/// <summary>What kind of trouble the journal's file makes.</summary>
internal enum FileTrouble
{
    /// <summary>It could not be read or written: full disk, failed sync, no permission.</summary>
    Io,

    /// <summary>Another process holds it.</summary>
    Busy,

    /// <summary>Damaged beyond single lines.</summary>
    Damaged,
}

/// <summary>The journal's file failed; <see cref="DeviceJournal"/> decides what that means.</summary>
internal sealed class JournalFileException(FileTrouble trouble, string message) : Exception(message)
{
    public FileTrouble Trouble => trouble;
}
