using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Verify;

/// <summary>What may be wrong with the lines of a segment. A closed list: it is read by people of both
/// languages.</summary>
internal static class SegmentFaults
{
    public static readonly Words
        NoOpening = new("首条记录不是“opened”", "the first line is no \"opened\""),
        OpenedAgain = new("此处为“opened”", "an \"opened\" stands here"),
        OtherOpening = new(
            "首条记录所载日志、设备或密钥与该日志不符",
            "the journal, device or key of the first line is not that of the journal"),
        NotChained = new(
            "该记录所载前一条之摘要不符", "the line does not carry the digest of the line before"),
        Altered = new(
            "该记录被改动：其后记录所载摘要不同",
            "the line was altered: what follows carries another digest of it"),
        OtherHeader = new("批次头属于其他记录", "the batch header is of other lines"),
        OtherSignature = new("签名与末条记录不符", "the signature does not fit the last line");

    public static Words Unread(string error) =>
        new($"该记录无法读取：{error}", $"the line cannot be read: {error}");

    public static Words HeaderUnread(string error) =>
        new($"批次头无法读取：{error}", $"the batch header cannot be read: {error}");

    public static Words OtherNumber(long n) => new($"此处记录编号为 {n}", $"line {n} stands here");

    public static Words EndsAt(long n, long last) => new(
        $"该段止于第 {n} 条，而非第 {last} 条", $"the segment ends at line {n}, not {last}");
}
