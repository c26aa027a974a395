using RatingDevice.Wire;

namespace RatingDevice.Tests.Options;

/// <summary>The command line: exit codes and sentences that scripts and people rely on.</summary>
public sealed class DeviceProgramTests : IDisposable
{
    private readonly DeviceProgram _device = new();

    [Fact]
    public async Task An_unknown_option_ends_with_code_2_and_names_it()
    {
        var (code, said, error) = await _device.RunAsync(
            "run", "--options", _device.OptionsPath, "--set", "tuch:port=1");
        Assert.Equal((2, ""), (code, said));
        Assert.Contains("tuch is not an option", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_fingerprint_is_that_of_a_key_made_once()
    {
        var first = await _device.RunAsync("fingerprint", "--options", _device.OptionsPath);
        var second = await _device.RunAsync("fingerprint", "--options", _device.OptionsPath);
        Assert.Equal((0, first.Out), (second.Code, second.Out));
        Assert.Equal(Digest.TextLength, first.Out.Trim().Length);
    }

    [Fact]
    public async Task A_second_process_on_the_same_journal_is_refused_and_changes_nothing()
    {
        using var first = _device.Start("run", "--options", _device.OptionsPath);
        try
        {
            var ready = await DeviceProgram.ReadyAsync(first);
            Assert.StartsWith(
                """ready {"device":"d-1","touch":"http://127.0.0.1:""", ready, StringComparison.Ordinal);
            var (code, said, error) = await _device.RunAsync("run", "--options", _device.OptionsPath);
            Assert.Equal((1, ""), (code, said));
            Assert.Contains("held by another process", error, StringComparison.Ordinal);
            Assert.False(first.HasExited);
        }
        finally
        {
            first.Kill();
            await first.WaitForExitAsync();
        }
    }

    /// <summary>
    /// Killed at any moment of the first start: no key or a whole one, and the next start goes on.
    /// </summary>
    [Fact]
    public async Task A_key_is_whole_however_its_making_was_cut_off()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 6; i++)
        {
            File.Delete(Path.Combine(_device.Data, "device.key"));
            using var cut = _device.Start("fingerprint", "--options", _device.OptionsPath);
            using var patience = new CancellationTokenSource(random.Next(50, 400));
            try
            {
                await cut.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                cut.Kill();
                await cut.WaitForExitAsync();
            }

            var (code, _, error) = await _device.RunAsync("fingerprint", "--options", _device.OptionsPath);
            Assert.True(code == 0, $"seed {seed}: {error}");
        }
    }

    public void Dispose() => _device.Dispose();
}
