using System.ComponentModel;
using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace RatingDevice.Firmware.Panel.Voice;

/// <summary>
/// Says what the view shows, by a player program and WAV files that a bank can replace. One prompt at a time;
/// of those wanted meanwhile only the newest is said. No key is read here and no press waits for it.
/// </summary>
internal sealed partial class VoicePanel(VoiceSettings settings, DeviceClock clock, ILogger logger) : IPanel
{
    private readonly Channel<string> _prompts = LastView.Place<string>();
    private PanelView? _shown;

    public string Name => "voice";

    public void Show(PanelView view)
    {
        if (VoicePrompt.Of(Interlocked.Exchange(ref _shown, view), view) is { } prompt)
            _prompts.Writer.TryWrite(prompt);
    }

    public async Task RunAsync(ChannelWriter<PanelEvent> events, CancellationToken stop)
    {
        var health = new OutputHealth(Name, clock, events);
        await foreach (var prompt in _prompts.Reader.ReadAllAsync(stop))
        {
            var why = await PlayAsync(Path.Combine(settings.Folder, prompt), stop);
            if (await health.TellAsync(why, stop)) Failed(logger, why!);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Null, or why it could not be heard.</summary>
    private async Task<string?> PlayAsync(string file, CancellationToken stop)
    {
        if (!File.Exists(file)) return $"{file} is missing";
        using var player = new Process { StartInfo = new(settings.Program, ["-q", file]) };
        player.StartInfo.RedirectStandardError = true;
        try
        {
            player.Start();
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            return $"{settings.Program} cannot be started: {e.Message}";
        }

        using var longest = new CancellationTokenSource(settings.Longest, clock.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(longest.Token, stop);
        try
        {
            var said = await player.StandardError.ReadToEndAsync(either.Token);
            await player.WaitForExitAsync(either.Token);
            return player.ExitCode == 0 ? null : $"{settings.Program} failed: {said.Trim()}";
        }
        catch (OperationCanceledException)
        {
            player.Kill();
            stop.ThrowIfCancellationRequested();
            return $"{file} was still playing after {settings.Longest.TotalSeconds:0} s";
        }
    }

    [LoggerMessage(LogLevel.Warning, "Nothing can be heard: {Why}. Presses are taken as ever.")]
    private static partial void Failed(ILogger logger, string why);
}
