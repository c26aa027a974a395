using System.CommandLine;
using RatingDevice.Collector.Tellers;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.Cli;

/// <summary>
/// "sign-on": gives tellers cards and PINs. A card's number is read from standard input, where a reader types
/// it, and never from the command line, which others can see.
/// </summary>
internal sealed class SignOnCommand
{
    private readonly Option<string> _data = CliParts.Data();
    private readonly Argument<string> _teller = new("teller") { Description = "The teller's id." };

    private readonly Option<int> _length = new("--length")
    {
        Description = "Digits of the PIN, 4 to 12.", DefaultValueFactory = _ => 8,
    };

    private readonly Option<int> _keys = new("--keys")
    {
        Description = "Level keys of the devices, 2 to 9: the PIN has digits 1 to this.",
        DefaultValueFactory = _ => 4,
    };

    public Command Make()
    {
        var card = new Command("card",
            "Reads one card number from standard input and gives it to the teller.")
        {
            _teller, _data,
        };
        card.SetAction((parsed, _) => CliParts.GuardAsync(() => Change(parsed, AddCard)));
        var pin = new Command("pin", "Makes a PIN for the teller, prints it once, and replaces an older one.")
        {
            _teller, _data, _length, _keys,
        };
        pin.SetAction((parsed, _) => CliParts.GuardAsync(() => Change(parsed, (file, teller) =>
        {
            var (length, keys) = (parsed.GetValue(_length), parsed.GetValue(_keys));
            if (length is < 4 or > 12 || keys is < 2 or > 9)
                throw new OptionsException("--length is 4 to 12, --keys 2 to 9. Nothing was changed.");
            return file.MakePin(teller, length, keys);
        })));
        var forget = new Command("forget", "Takes the teller's cards and PIN away.") { _teller, _data };
        forget.SetAction((parsed, _) => CliParts.GuardAsync(() => Change(parsed, (file, teller) =>
            file.Forget(teller)
                ? $"teller {teller} has no card and no PIN any more"
                : $"teller {teller} had none")));
        return new Command("sign-on", "Cards and PINs with which tellers sign on at the counters.")
        {
            card, pin, forget,
        };
    }

    private Task<int> Change(ParseResult parsed, Func<SignOnFile, TellerId, string> work)
    {
        var text = parsed.GetRequiredValue(_teller);
        if (!TellerId.TryParse(text, out var teller))
            throw new OptionsException($"'{text}' is not a teller id: 1 to 32 of a-z, 0-9 and '-'.");
        var files = new CollectorFiles(parsed.GetRequiredValue(_data));
        if (!Directory.Exists(files.Root))
            throw new OptionsException($"There is no directory {files.Root}. Nothing was changed.");
        var said = work(new SignOnFile(files.SignOn), teller);
        Console.WriteLine(said);
        if (!files.LastRegistry().Knows(teller))
            Console.Error.WriteLine(
                $"Teller {teller} is not in the registry yet; devices are told after that.");
        return Task.FromResult(0);
    }

    private static string AddCard(SignOnFile file, TellerId teller)
    {
        if (!Console.IsInputRedirected) Console.Error.WriteLine("Hold the card to the reader, or type it:");
        var number = ReadLine().Trim().ToUpperInvariant();
        if (number.Length is < 4 or > 64 || !number.All(char.IsAsciiHexDigitUpper))
            throw new OptionsException(
                "A card number is 4 to 64 digits or letters A to F, as the reader types it. "
                + "Nothing was changed.");
        file.AddCard(teller, number);
        return $"teller {teller} has one more card";
    }

    // What is typed is not shown.
    private static string ReadLine()
    {
        if (Console.IsInputRedirected) return Console.In.ReadLine() ?? "";
        var typed = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
            typed.Append(key.KeyChar);
        return typed.ToString();
    }
}
