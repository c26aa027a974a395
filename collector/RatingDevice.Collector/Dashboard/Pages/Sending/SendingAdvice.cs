using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages.Sending;

/// <summary>What the page says to do about a statement that is not taken.</summary>
internal static class SendingAdvice
{
    /// <summary>What to do about a refusal by its code.</summary>
    public static Words Of(string reason) => reason switch
    {
        "malformed" => new("先将上级升级到本端版本，再重发。",
            "Bring the level above to this program's version, then send again."),
        "unknown-outlet" => new("在上级机构树中加入该网点；每小时自动重试。",
            "Add the outlet to the bank's tree; it is tried each hour."),
        "not-yours" => new("更正该网点在机构树中的位置或凭据；每小时自动重试。",
            "Mend the outlet's place in the tree, or the credential; it is tried each hour."),
        "unknown-key" => new("电话核对采集端指纹与机构树所载；每小时自动重试。",
            "Compare the collector's fingerprint with the tree's by telephone; it is tried each hour."),
        "wrong-signature" => new("查明途中何处改动了字节；每小时自动重试。",
            "Look who alters bytes on the way; it is tried each hour."),
        "future" => new("校准有误的时钟；每小时自动重试。", "Mend the clock that is wrong; it is tried each hour."),
        "wrong-receipt" => new("电话核对 uplink:key 与上级指纹。",
            "Compare uplink:key with the fingerprint of the level above by telephone."),
        "gap" => new("先发上级缺少的报表。", "The statements that are not held are sent first."),
        _ => new("用 verify 核对两端的链；处理之前该网点不再上报。",
            "Look at both chains with 'verify'; nothing more of this outlet is sent until somebody has."),
    };
}
