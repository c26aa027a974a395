namespace RatingDevice.Firmware.Setup;

/// <summary>What setup says, in one of two languages.</summary>
internal sealed class SetupWords(bool chinese)
{
    public string Begin => chinese
        ? "逐项回答；直接回车采用方括号中的值。全部回答后才写入文件。"
        : "Enter takes what stands in brackets. The file is written after the last answer.";

    public string NothingWritten => chinese ? "没有写入任何内容。" : "Nothing was written.";

    public string Ended => chinese
        ? $"输入在最后一个问题之前结束。{NothingWritten}"
        : $"The input ended before the last question. {NothingWritten}";

    public string Choose((string Zh, string En) text) => chinese ? text.Zh : text.En;

    public string Ask(SetupQuestion question, string? usual) =>
        $"{(chinese ? question.Zh : question.En)}{(usual is null ? "" : $" [{usual}]")}: ";

    public string Wrong(string why) => chinese ? $"不可用：{why}" : $"That cannot be used: {why}";

    // Options say what is wrong in English; in Chinese the question says what is right.
    public string Problem(SetupQuestion question, string problem) =>
        chinese ? $"不合要求。应填：{question.Zh}" : problem;

    public string Missing(SetupQuestion question) => chinese
        ? $"缺少 --{question.Flag}：{question.Zh}。{NothingWritten}"
        : $"--{question.Flag} is missing: {question.En}. {NothingWritten}";

    public string CannotWrite(string path, string why) => chinese
        ? $"不能写入 {path}：{why} 原文件未改动；请用 root 运行。"
        : $"{path} cannot be written: {why} What was there is unchanged; run this as root.";

    public string NoFolder(string folder) => chinese
        ? $"没有目录 {folder}。{NothingWritten}请先安装软件包，或建立该目录，或用 --options 指定别处。"
        : $"There is no folder {folder}. {NothingWritten} Install the package, make the folder, or name "
            + "another place with --options.";

    public string Wrote(string path) => chinese ? $"已写入 {path}：" : $"Wrote {path}:";

    public string Next(string path) => chinese
        ? $"""
           接下来：
             systemctl restart rating-device
             runuser -u rating-device -- rating-device fingerprint --options {path}   # 登记到网点的设备表
           """
        : $"""
           Next:
             systemctl restart rating-device
             runuser -u rating-device -- rating-device fingerprint --options {path}   # for the registry
           """;
}
