using System.CommandLine;
using RatingDevice.Hosting;

namespace RatingDevice.Firmware.Setup;

/// <summary>"setup": writes the options file of a device by asking for what no default can know.</summary>
/// <param name="input">The person's answers.</param>
/// <param name="output">Where questions and the result go.</param>
/// <param name="complaints">Where it is said why nothing was written.</param>
/// <param name="chinese">The person's language, where --language says nothing.</param>
internal sealed class SetupCommand(
    TextReader input, TextWriter output, TextWriter complaints, bool chinese)
{
    private const int Refused = 2;

    private const string Usual = "/etc/rating-device/device.json", Data = "/var/lib/rating-device";

    private readonly Option<string> _file = new("--options")
    {
        Description = "The file to write.", DefaultValueFactory = _ => Usual,
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = $"Folder of journal and device key; {Data} where nothing says otherwise.",
    };

    private readonly Option<string?> _language = new("--language") { Description = "zh or en." };

    private readonly Option<bool> _silent = new("--yes")
    {
        Description = "Asks nothing: what no flag answers keeps its value or takes its default.",
    };

    public Command Make()
    {
        _language.AcceptOnlyFromAmong("zh", "en");
        var flags = new SetupQuestions(new SetupMachine(Usual)).All
            .Select(q => new Option<string?>("--" + q.Flag) { Description = q.En }).ToList();
        var command = new Command(
            "setup", "Asks for outlet, device, broker and panel, and writes the options.")
        {
            _file, _data, _language, _silent,
        };
        flags.ForEach(command.Options.Add);
        command.SetAction(parsed => Run(parsed, flags));
        return command;
    }

    private int Run(ParseResult parsed, List<Option<string?>> flags)
    {
        var path = Path.GetFullPath(parsed.GetRequiredValue(_file));
        var words = new SetupWords(parsed.GetValue(_language) is { } said ? said == "zh" : chinese);
        var given = flags.Where(f => parsed.GetValue(f) is not null)
            .ToDictionary(f => f.Name[2..], f => parsed.GetValue(f)!);
        try
        {
            var sheet = new SetupSheet(SetupFile.Read(path));
            if (parsed.GetValue(_data) is { } data) sheet["dataDirectory"] = Path.GetFullPath(data);
            else sheet["dataDirectory"] ??= Data;
            var questions = new SetupQuestions(new SetupMachine(path));
            var source = parsed.GetValue(_silent) ? null : input;
            new SetupDialog(questions.All, given, words, source, output).Run(sheet);
            KeepPassword(sheet, path);
            SetupFile.Write(path, sheet.Text);
            output.WriteLine(words.Wrote(path));
            output.Write(sheet.Text);
            output.WriteLine(words.Next(path));
            return 0;
        }
        catch (DirectoryNotFoundException)
        {
            complaints.WriteLine(words.NoFolder(Path.GetDirectoryName(path)!));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            complaints.WriteLine(words.CannotWrite(path, e.Message));
        }
        catch (OptionsException e)
        {
            complaints.WriteLine(e.Message);
        }

        return Refused;
    }

    // A file that was carried here belongs to who carried it, and the service could not read it.
    private static void KeepPassword(SetupSheet sheet, string options)
    {
        if (sheet["link:passwordFile"]?.ToString() is not { } given) return;
        var kept = SetupMachine.PasswordBeside(options);
        SetupFile.Write(kept, File.ReadAllText(given));
        sheet["link:passwordFile"] = kept;
    }
}
