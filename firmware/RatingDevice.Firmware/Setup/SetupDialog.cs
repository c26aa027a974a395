using RatingDevice.Hosting;

namespace RatingDevice.Firmware.Setup;

/// <summary>Asks, judges and asks again.</summary>
/// <param name="questions">In their order.</param>
/// <param name="given">Answers from the command line, by flag; they are judged like the others.</param>
/// <param name="words">In whose language.</param>
/// <param name="input">Answers; null where nobody can be asked.</param>
/// <param name="output">Questions.</param>
internal sealed class SetupDialog(
    IReadOnlyList<SetupQuestion> questions, IReadOnlyDictionary<string, string> given, SetupWords words,
    TextReader? input, TextWriter output)
{
    /// <summary>Fills the sheet in.</summary>
    /// <exception cref="OptionsException">An answer is missing or wrong and nobody can be asked.</exception>
    public void Run(SetupSheet sheet)
    {
        if (input is not null) output.WriteLine(words.Begin);
        foreach (var question in questions.Where(q => q.Asked(sheet))) Ask(question, sheet);
        var left = sheet.Problems();
        if (left.Count > 0) throw new OptionsException($"{string.Join('\n', left)}\n{words.NothingWritten}");
    }

    private void Ask(SetupQuestion question, SetupSheet sheet)
    {
        var usual = question.Usual(sheet);
        var answer = given.GetValueOrDefault(question.Flag);
        while (true)
        {
            answer ??= input is null ? usual : Read(question, usual);
            if (answer is null) throw new OptionsException(words.Missing(question));
            if (Judge(question, sheet, answer) is not { } wrong) return;
            if (input is null)
                throw new OptionsException($"--{question.Flag}: {wrong}\n{words.NothingWritten}");
            output.WriteLine(words.Wrong(wrong));
            answer = null;
        }
    }

    // an empty line takes what is offered
    private string Read(SetupQuestion question, string? usual)
    {
        output.Write(words.Ask(question, usual));
        output.Flush();
        if (input!.ReadLine() is not { } line) throw new OptionsException(words.Ended);
        return line.Trim() is { Length: > 0 } answer ? answer : usual ?? "";
    }

    // Null for good. A refused answer leaves the sheet as it was.
    private string? Judge(SetupQuestion question, SetupSheet sheet, string answer)
    {
        if (question.Refuse(answer) is { } refused) return words.Choose(refused);
        var before = sheet[question.Key]?.DeepClone();
        question.Answer(sheet, answer);
        if (sheet.Problem(question.Key) is not { } problem) return null;
        sheet[question.Key] = before;
        return words.Problem(question, problem);
    }
}
