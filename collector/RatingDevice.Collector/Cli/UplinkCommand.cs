using System.CommandLine;
using System.Text.Json;
using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Figures;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.Cli;

/// <summary>
/// "uplink": how statements get on, what would go, and sending again. Exit code 0: all is well; 1: the level
/// above is not reached, does not take something, or the command failed; 2: bad input.
/// </summary>
internal sealed class UplinkCommand(TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private readonly Option<string> _data = CliParts.Data();
    private readonly Option<bool> _json = new("--json") { Description = "One JSON object on stdout." };

    private readonly Option<string> _from = new("--from")
    {
        Description = "First day, YYYY-MM-DD: statements of periods that end then or later.", Required = true,
    };

    public Command Make()
    {
        var status = new Command("status",
            "Statements without a receipt, the last receipt, and what is refused; exit code 1 when the level "
            + "above is not reached or refuses something.") { _data, _json };
        status.SetAction((parsed, stop) => CliParts.GuardAsync(
            () => StatusAsync(parsed, stop)));
        var resend = new Command("resend",
            "Sends statements again from a day on, and tries what was held up. What is held above already "
            + "changes nothing there.") { _data, _from, _json };
        resend.SetAction((parsed, stop) => CliParts.GuardAsync(() => ResendAsync(parsed, stop)));
        return new Command("uplink", "Statements on their way to the level above.")
        {
            status, new DryRunCommand(time).Make(), resend,
        };
    }

    private async Task<int> StatusAsync(ParseResult parsed, CancellationToken stop)
    {
        using var target = UplinkTarget.Open(new CollectorFiles(parsed.GetRequiredValue(_data)));
        return Say(await target.StateAsync(stop), parsed, target.Running);
    }

    private async Task<int> ResendAsync(ParseResult parsed, CancellationToken stop)
    {
        if (!PeriodText.Day("--from", parsed.GetValue(_from), out var day, out var wrong, out var todo))
            throw new OptionsException($"{wrong}. Nothing was sent; {todo}.");
        using var target = UplinkTarget.Open(new CollectorFiles(parsed.GetRequiredValue(_data)));
        await target.ResendAsync(day, stop);
        while (true)
        {
            var state = await target.StateAsync(stop);
            var resend = state.Resend?.From == day ? state.Resend : null;
            if (!Console.IsErrorRedirected)
                Console.Error.Write($"\r{resend?.Done ?? 0} of {resend?.Total ?? 0} statements ");
            if (resend?.Finished is not null) return Say(state, parsed, true);
            // files are answered when somebody has moved them; it goes on without this command
            if (resend is { Underway: > 0 }) return Say(state, parsed, true);
            if (state.FailingSince is not null) return Say(state, parsed, true); // goes on when it is reached
            await Task.Delay(Look, time, stop);
        }
    }

    private int Say(UplinkAnswer state, ParseResult parsed, bool running)
    {
        parsed.InvocationConfiguration.Output.WriteLine(
            parsed.GetValue(_json) ? JsonSerializer.Serialize(state, ApiJson.Default.UplinkAnswer)
                : Text(state, running));
        return state is { FailingSince: null, HeldUp.Count: 0 } ? 0 : CliParts.Failed;
    }

    private static string Backlog(UplinkAnswer s) => s.Made == 0 ? "No statement was made yet."
        : s.Backlog == 0 ? "Every statement has its receipt."
        : $"{s.Backlog} statements have no receipt, the oldest since {s.Oldest:u}.";

    private static string Text(UplinkAnswer s, bool running) => string.Join('\n',
    [
        !running ? "The collector does not run; this is what its store has."
            : s.Sending ? $"Statements of {s.Unit} go to {s.To}." : "Nothing is set to be sent (uplink:by).",
        .. running && !s.Sending ? Array.Empty<string>() : [Backlog(s)],
        .. s.Last is { } r ? [$"Last receipt: {r.Outlet} {r.N}, by {r.By} at {r.At:u}."]
            : Array.Empty<string>(),
        .. s.FailingSince is { } since ? [$"Not reached since {since:u}: {s.Failing}"]
            : Array.Empty<string>(),
        .. s.HeldUp.Select(h => $"{h.Outlet} {h.N} was not taken ({h.Reason}): {h.Detail} {h.Todo}"),
        .. s.Resend is { } again
            ? [$"Sent again from {again.From:yyyy-MM-dd}: {again.Done} of {again.Total} have their receipt"
                + (again.Underway > 0 ? $", {again.Underway} are under way; it goes on by itself." : ".")]
            : Array.Empty<string>(),
    ]);
}
