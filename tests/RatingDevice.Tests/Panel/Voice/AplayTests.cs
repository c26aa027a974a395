using System.Buffers.Binary;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.Voice;

namespace RatingDevice.Tests.Panel.Voice;

/// <summary>ALSA's own player, on a card that writes down the sound it is given.</summary>
public sealed class AplayTests : IDisposable
{
    private const int Header = 44;

    private readonly string _home = Directory.CreateTempSubdirectory("aplay-").FullName;

    private string Heard => Path.Combine(_home, "heard");

    [Fact]
    public async Task A_prompt_is_heard_to_its_last_sample_and_a_replaced_file_from_the_next_time_on()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/aplay"), "the program aplay is not installed");
        var player = Card();
        await using var panel = new VoicePanel(
            new(_home, player, TimeSpan.FromSeconds(20)), PanelRig.HurriedClock(), NullLogger.Instance);
        await using var run = new PanelRun(panel);
        foreach (var tone in new[] { 440, 660 })
        {
            var wave = Wave(tone);
            File.WriteAllBytes(Path.Combine(_home, VoicePrompt.Invited), wave);
            panel.Show(new(PanelMood.Invited, Until: TimeSpan.FromSeconds(tone)));
            await Eventually.TrueAsync(
                () => File.Exists(Heard) && File.ReadAllBytes(Heard).SequenceEqual(wave.Skip(Header)),
                $"{tone} Hz were heard");
            panel.Show(new(PanelMood.Idle));
        }
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private string Card()
    {
        var settings = Path.Combine(_home, "asound.conf");
        File.WriteAllText(settings, $$"""
            pcm.!default { type file file "{{Heard}}" format raw slave.pcm silent }
            pcm.silent { type null }
            """);
        var player = Path.Combine(_home, "player");
        File.WriteAllText(player, $"#!/bin/sh\nALSA_CONFIG_PATH={settings} exec /usr/bin/aplay \"$@\"\n");
        File.SetUnixFileMode(player, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return player;
    }

    // Half a second, one channel, 16 bits, 8,000 a second.
    private static byte[] Wave(int tone)
    {
        const int rate = 8000, samples = rate / 2;
        var wave = new byte[Header + 2 * samples];
        "RIFF"u8.CopyTo(wave);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(4), wave.Length - 8);
        "WAVEfmt "u8.CopyTo(wave.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(28), 2 * rate);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(34), 16);
        "data"u8.CopyTo(wave.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(40), 2 * samples);
        for (var i = 0; i < samples; i++)
        {
            var level = (short)(8000 * Math.Sin(2 * Math.PI * tone * i / rate));
            BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(Header + 2 * i), level);
        }

        return wave;
    }
}
