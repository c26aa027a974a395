namespace RatingDevice.Firmware.Panel.GpioChip;

/// <summary>
/// Finds events the kernel dropped because nobody read them in time; pure. Events of one line come in order,
/// so a gap in a line's own numbers is a loss at once. Those of two lines may pass each other on two
/// processors, so a gap in the common numbers is a loss only when it is still open after as many events as
/// there are lines.
/// </summary>
/// <param name="lines">Lines in the request.</param>
internal sealed class SequenceWatch(int lines)
{
    private readonly Dictionary<uint, uint> _last = [];
    private readonly List<uint> _open = [];
    private uint _highest;

    /// <summary>How many events are now known to be lost, and were not before.</summary>
    public uint Take(LineEvent seen)
    {
        var ownGap = unchecked(seen.LineSeqno - _last.GetValueOrDefault(seen.Offset) - 1);
        _last[seen.Offset] = seen.LineSeqno;
        var ahead = unchecked((int)(seen.Seqno - _highest));
        var skipped = ahead > 1 ? (uint)ahead - 1 : 0;
        if (ahead <= 0) _open.Remove(seen.Seqno);
        if (skipped <= lines)
            for (var i = 1u; i <= skipped; i++) _open.Add(unchecked(_highest + i));
        if (ahead > 0) _highest = seen.Seqno;
        if (ownGap > 0 || skipped > lines)
        {
            var lost = Math.Max(Math.Max(ownGap, skipped), (uint)_open.Count);
            _open.Clear();
            return lost;
        }
        return (uint)_open.RemoveAll(hole => unchecked(_highest - hole) >= lines);
    }
}
