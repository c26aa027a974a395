using System.CommandLine;
using RatingDevice.Collector.Broker;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.Cli;

/// <summary>
/// "credential": a device's broker secret, for the file its options name as link:passwordFile.
/// </summary>
internal sealed class CredentialCommand
{
    private readonly Option<string> _data = CliParts.Data();
    private readonly Argument<string> _device = new("device") { Description = "The device's id." };

    public Command Make()
    {
        var command = new Command("credential",
            "Prints a device's secret for the broker, made where there is none yet. Who reads it can "
            + "send as the device.")
        {
            _device, _data,
        };
        command.SetAction((parsed, _) => CliParts.GuardAsync(() =>
        {
            var text = parsed.GetRequiredValue(_device);
            if (!DeviceId.TryParse(text, out var device))
                throw new OptionsException($"'{text}' is not a device id: 1 to 32 of a-z, 0-9 and '-'.");
            var files = new CollectorFiles(parsed.GetRequiredValue(_data));
            Console.WriteLine(new DeviceCredentials(files.Credentials).Secret(device));
            return Task.FromResult(0);
        }));
        return command;
    }
}
