using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Uplink;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.Cli;

/// <summary>"uplink dry-run": what would be sent, and whether the level above is reached, knows this unit and
/// signs with the key that is trusted; hands nothing over.</summary>
internal sealed class DryRunCommand(TimeProvider time)
{
    private const int MostListed = 20;

    private readonly Option<string> _file = new("--options")
    {
        Description = "The collector's options file, JSON.", Required = true,
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Overrides one option: key:sub=value.", DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> _json = new("--json") { Description = "One JSON object on stdout." };

    public Command Make()
    {
        var command = new Command("dry-run",
            "Says what would be sent, and whether the level above is reached and knows this unit; hands "
            + "nothing over. Exit code 1 when nothing would get there.") { _file, _set, _json };
        command.SetAction((parsed, stop) => CliParts.GuardAsync(() => RunAsync(
            OptionsFile.Load<CollectorOptions>(parsed.GetRequiredValue(_file), parsed.GetValue(_set) ?? []),
            parsed.GetValue(_json), parsed.InvocationConfiguration.Output, stop)));
        return command;
    }

    private async Task<int> RunAsync(
        CollectorOptions options, bool json, TextWriter output, CancellationToken stop)
    {
        var files = new CollectorFiles(options.DataDirectory);
        using var store = CliParts.OpenStore(files);
        var (count, _) = store.Statements.Backlog();
        var next = store.Statements.Unsent(MostListed).Select(k => DryStatement.Of(k.Signed)).ToList();
        using var key = SigningKey.LoadOrMake(files.Key);
        using var office = UplinkParts.Open(options, key, time)
            ?? throw new OptionsException("uplink:by is none: nothing is set to be sent.");
        var wrong = await TryAsync(
            office, UnitId.Parse(options.Unit), UplinkParts.Pinned(options.Uplink, key), stop);
        var answer = new DryRunAnswer(wrong.Length == 0, office.Where, wrong, count, next);
        await output.WriteLineAsync(json ? JsonSerializer.Serialize(answer, DryRunJson.Default.DryRunAnswer)
            : string.Join('\n', [
                $"{count} statements would go to {office.Where}.",
                .. next.Select(n => $"  {n.Outlet} {n.N}: {n.Period}, edition {n.Edition}, {n.Bytes} bytes"),
                wrong.Length > 0 ? $"It would not go: {wrong}."
                    : options.Uplink.By == UplinkBy.Https ? "It is reached, and knows this unit."
                    : "Nothing is in the way; whether anybody fetches them, only receipts tell.",
            ]));
        return wrong.Length == 0 ? 0 : CliParts.Failed;
    }

    /// <summary>Asks whom it takes us for; where that cannot be asked, what lies there is read.</summary>
    private static async Task<string> TryAsync(
        IHeadOffice office, UnitId self, Wire.Digest pinned, CancellationToken stop)
    {
        try
        {
            if (await office.GreetAsync(stop) is { } greeting) return greeting.Obstacle(self, pinned);
            await office.QuestionsAsync(stop);
            return "";
        }
        catch (IOException e)
        {
            return $"it is not reached: {e.Message.TrimEnd('.')}";
        }
    }
}

/// <summary>What would be sent.</summary>
internal sealed record DryRunAnswer(
    bool Reached, string To, string Wrong, long Backlog, IReadOnlyList<DryStatement> Next);

/// <summary>A statement that would be sent.</summary>
internal sealed record DryStatement(string Outlet, long N, string Period, int Edition, int Bytes)
{
    public static DryStatement Of(SignedStatement s) => new(
        s.Head.Outlet.ToString(), s.Head.N, s.Head.Period, s.Head.Edition, s.Body.Length);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DryRunAnswer))]
internal sealed partial class DryRunJson : JsonSerializerContext;
