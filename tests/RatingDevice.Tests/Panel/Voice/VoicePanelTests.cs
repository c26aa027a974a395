using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.Voice;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Panel.Voice;

/// <summary>The player is a shell script that notes what it was asked to play.</summary>
public sealed class VoicePanelTests : IDisposable
{
    private static readonly PanelView Invited = new(PanelMood.Invited, Until: TimeSpan.FromSeconds(15)),
        Thanks = new(PanelMood.Thanks, Until: TimeSpan.FromSeconds(20), CanChange: true),
        Idle = new(PanelMood.Idle);

    private readonly string _home = Directory.CreateTempSubdirectory("voice-").FullName;

    public VoicePanelTests()
    {
        Player("echo \"$(basename \"$2\")\" >> \"$(dirname \"$0\")/played\"");
        File.WriteAllText(Path.Combine(_home, VoicePrompt.Invited), "wave");
        File.WriteAllText(Path.Combine(_home, VoicePrompt.Thanks), "wave");
    }

    private string Program => Path.Combine(_home, "player");

    private string[] Played => File.Exists(Path.Combine(_home, "played"))
        ? File.ReadAllLines(Path.Combine(_home, "played")) : [];

    [Fact]
    public async Task An_invitation_and_each_thanks_are_said_once()
    {
        await using var panel = Panel();
        await using var run = new PanelRun(panel);
        await ShowAsync(panel, Invited, 1);
        await ShowAsync(panel, Thanks, 2);
        panel.Show(Thanks with { CanChange = false });
        panel.Show(Idle);
        await ShowAsync(panel, Invited with { Until = TimeSpan.FromSeconds(99) }, 3);
        Assert.Equal([VoicePrompt.Invited, VoicePrompt.Thanks, VoicePrompt.Invited], Played);
    }

    [Fact]
    public async Task A_missing_file_and_a_missing_player_are_faults_that_end_when_something_is_heard_again()
    {
        await using var panel = Panel();
        await using var run = new PanelRun(panel);
        File.Delete(Path.Combine(_home, VoicePrompt.Invited));
        panel.Show(Invited);
        await run.FaultAsync(FaultCode.OutputLost, raised: true);
        panel.Show(Thanks);
        await run.FaultAsync(FaultCode.OutputLost, raised: false);
        File.Delete(Program);
        panel.Show(Idle);
        panel.Show(Thanks);
        await run.FaultAsync(FaultCode.OutputLost, raised: true);
    }

    [Fact]
    public Task A_player_that_fails_is_a_fault_with_its_words() =>
        FaultOf("echo no such card >&2; exit 1", "no such card");

    [Fact]
    public Task A_player_that_never_ends_is_ended() => FaultOf("exec sleep 600", "still playing");

    private async Task FaultOf(string script, string words)
    {
        Player(script);
        await using var panel = Panel();
        await using var run = new PanelRun(panel);
        panel.Show(Invited);
        var fault = await run.NextAsync<PanelFault>();
        Assert.Equal(FaultCode.OutputLost, fault.Code);
        Assert.Contains(words, fault.Detail);
    }

    [Fact]
    public void Nothing_else_is_said()
    {
        Assert.Null(VoicePrompt.Of(Invited, Idle));
        Assert.Null(VoicePrompt.Of(Thanks, Thanks with { CanChange = false }));
        Assert.Null(VoicePrompt.Of(null, new PanelView(PanelMood.OutOfOrder)));
        Assert.Equal(VoicePrompt.Thanks, VoicePrompt.Of(Thanks, Thanks with { Until = TimeSpan.MaxValue }));
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private VoicePanel Panel() => new(new(_home, Program, TimeSpan.FromSeconds(5)), PanelRig.HurriedClock(),
        NullLogger.Instance);

    private async Task ShowAsync(VoicePanel panel, PanelView view, int played)
    {
        panel.Show(view);
        await Eventually.TrueAsync(() => Played.Length == played, $"{played} prompts are played");
    }

    private void Player(string script)
    {
        var next = Program + ".next";
        File.WriteAllText(next, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(next, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.Move(next, Program, overwrite: true);
    }
}
