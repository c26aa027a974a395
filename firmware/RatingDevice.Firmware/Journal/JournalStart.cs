using RatingDevice.Firmware.Journal.Sqlite;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Journal;

/// <summary>
/// What a journal file says when it is opened: whose it is, how far it holds, what was going on.
/// </summary>
internal sealed record JournalStart(
    JournalId Id, JournalHead Head, JournalHead Acked, long Pruned, JournalRecovery Recovery)
{
    /// <summary>Null for a file without lines.</summary>
    /// <exception cref="JournalException">The journal is another device's, or its first line is
    /// gone.</exception>
    public static JournalStart? Load(JournalFile file, JournalOwner owner)
    {
        var cursor = file.Cursor;
        if (file.Find(1) is not { } first)
        {
            if (cursor.Acked == 0 && !file.From(1).Any()) return null;
            throw new JournalFileException(FileTrouble.Damaged, "the first line is missing");
        }

        var id = CheckOwner(first, owner);
        var acked = cursor.Acked == 0 ? default : Acknowledged(file, cursor);
        var verdict = ChainCheck.Walk(file.From(acked.N + 1), acked);
        var (damage, ratings) = verdict.Bad == 0 ? (null, 0) : SetAside(file, verdict);
        var signedOn = TellerOf(file);
        var recovery = new JournalRecovery(signedOn?.Teller, InvitationOf(file), damage, ratings)
        {
            SignedOn = signedOn,
        };
        return new JournalStart(id, verdict.Good, acked, cursor.Pruned, recovery);
    }

    private static JournalId CheckOwner(StoredLine first, JournalOwner owner)
    {
        if (!WireText.TryReadEntry(first.Line, out var entry, out var error) || entry is not Opened opened)
            throw new JournalFileException(FileTrouble.Damaged, $"line 1 does not open a journal: {error}");
        if (opened.Device != owner.Device)
            throw new JournalException($"The journal belongs to device {opened.Device}, not {owner.Device}. "
                + "Nothing was changed. Set the option device, or give this device its own dataDirectory.");
        if (opened.Key != owner.PublicKey)
            throw new JournalException("The journal was opened with another device key. Nothing was changed. "
                + "Put the key file back, or move the journal aside to begin a new one.");
        return opened.Journal;
    }

    // The collector holds this line, so damage here costs nothing, as long as the next line tells its digest.
    private static JournalHead Acknowledged(JournalFile file, Cursor cursor)
    {
        if (file.Find(cursor.Acked) is not { } line)
            throw new JournalFileException(FileTrouble.Damaged, $"line {cursor.Acked} is missing");
        var digest = Digest.Of(line.Line);
        var told = file.Find(cursor.Acked + 1) is { } next && LineHead.TryRead(next.Line, out _, out var p)
            ? p == digest
            : LineHead.TryRead(line.Line, out var n, out _) && n == line.N;
        return new JournalHead(line.N, told ? digest : line.Hash);
    }

    private static (string Damage, int Ratings) SetAside(JournalFile file, ChainVerdict verdict)
    {
        int lines = 0, ratings = 0;
        foreach (var stored in file.From(verdict.Bad))
        {
            lines++;
            var readable = WireText.TryReadEntry(stored.Line, out var entry, out _);
            if (!readable || entry is Rated { Replaces: null }) ratings++;
        }

        file.SetAside(verdict.Bad);
        return ($"line {verdict.Bad}: {verdict.Why}; {lines} lines are set aside in table damaged", ratings);
    }

    private static SignOn? TellerOf(JournalFile file) =>
        file.LastOf(TurnMark.Teller) is { } last && WireText.TryReadEntry(last.Line, out var entry, out _)
            ? entry as SignOn
            : null;

    private static Invited? InvitationOf(JournalFile file) =>
        file.LastOf(TurnMark.Invitation) is { } last && WireText.TryReadEntry(last.Line, out var entry, out _)
            ? entry as Invited
            : null;
}
