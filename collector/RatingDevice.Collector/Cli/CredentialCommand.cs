using System.CommandLine;
using RatingDevice.Collector.Broker;
using RatingDevice.Collector.HeadOffice.Receiving;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.Cli;

/// <summary>
/// "credential": a device's broker secret, for the file its options name as link:passwordFile; or the token
/// of a unit below, for the file its options name as uplink:https:tokenFile.
/// </summary>
internal sealed class CredentialCommand
{
    private readonly Option<string> _data = CliParts.Data();
    private readonly Argument<string?> _device = new("device")
    {
        Description = "The device's id.", Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _unit = new("--unit")
    {
        Description = "A unit below, in the place of a device: makes its token, which is shown once.",
    };

    private readonly Option<bool> _anew = new("--anew")
    {
        Description = "With --unit: a new token in the place of the one it has.",
    };

    public Command Make()
    {
        var command = new Command("credential",
            "Prints a device's secret for the broker, made where there is none yet. Who reads it can "
            + "send as the device.")
        {
            _device, _unit, _anew, _data,
        };
        command.SetAction((parsed, _) => CliParts.GuardAsync(() =>
        {
            var files = new CollectorFiles(parsed.GetRequiredValue(_data));
            Console.WriteLine(parsed.GetValue(_unit) is { } unit
                ? Token(files, unit, parsed.GetValue(_anew))
                : Secret(files, parsed.GetValue(_device)));
            return Task.FromResult(0);
        }));
        return command;
    }

    private static string Secret(CollectorFiles files, string? text) =>
        DeviceId.TryParse(text, out var device) ? new DeviceCredentials(files.Credentials).Secret(device)
        : throw new OptionsException($"'{text}' is not a device id: 1 to 32 of a-z, 0-9 and '-'.");

    private static string Token(CollectorFiles files, string text, bool anew)
    {
        if (!UnitId.TryParse(text, out var unit))
            throw new OptionsException($"'{text}' is not a unit id: 1 to 32 of a-z, 0-9 and '-'.");
        if (files.LastTree() is { Root: not null } bank && bank.Unit(unit) is null
            && !(OutletId.TryParse(text, out var outlet) && bank.Outlet(outlet) is not null))
        {
            Console.Error.WriteLine(
                $"{unit} is not in the tree as it was last read; it can send nothing until it is.");
        }

        return new UnitTokens(files.Tokens).Make(unit, anew) ?? throw new OptionsException(
            $"{unit} has a token, of which only the digest is kept here. Nothing was changed; --anew makes a "
            + "new one and ends the old.");
    }
}
