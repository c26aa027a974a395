using System.CommandLine;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.Cli;

/// <summary>"key": what the level above must know to believe this collector's statements.</summary>
internal sealed class KeyCommand
{
    private readonly Option<string> _data = CliParts.Data();

    public Command Make()
    {
        var command = new Command("key",
            "Prints the fingerprint of the key this collector signs statements with, for the tree of the "
            + "level above.")
        {
            _data,
        };
        command.SetAction((parsed, _) => CliParts.GuardAsync(() =>
        {
            var files = new CollectorFiles(parsed.GetRequiredValue(_data));
            if (!File.Exists(files.Key))
                throw new OptionsException($"There is no {files.Key} yet. Start the collector once; it makes "
                    + "its key.");
            using var key = SigningKey.LoadOrMake(files.Key);
            Console.WriteLine(Wire.Es256.Fingerprint(key));
            return Task.FromResult(0);
        }));
        return command;
    }
}
