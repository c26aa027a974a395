using System.Diagnostics;

namespace RatingDevice.Tests.Hardware;

/// <summary>What is made from the hardware documents by other programs.</summary>
public sealed class DrawnTests
{
    private const string Base = """
        /dts-v1/;
        / { compatible = "raspberrypi,4-model-b"; gpio: gpio { #gpio-cells = <2>; }; };
        """;

    [Fact]
    public void The_drawing_is_of_this_wiring()
    {
        var drawn = Run("", "awk", "-f", Path.Combine(DocTable.Folder, "wiring.awk"),
            Path.Combine(DocTable.Folder, "wiring.txt"));
        Assert.True(drawn == DocTable.Text("wiring.svg"), "wiring.svg is old; ./rating wiring draws it");
    }

    [Fact]
    public void The_overlay_compiles_and_lays_itself_over_a_board()
    {
        if (!File.Exists("/usr/bin/dtc")) Assert.Skip("no dtc; Debian's device-tree-compiler brings it");
        var home = Directory.CreateTempSubdirectory("overlay-");
        try
        {
            var overlay = Path.Combine(home.FullName, "overlay.dtbo");
            var board = Path.Combine(home.FullName, "board.dtb");
            var both = Path.Combine(home.FullName, "both.dtb");
            Assert.Equal("", Run("", "dtc", "-@", "-I", "dts", "-O", "dtb", "-o", overlay,
                Path.Combine(DocTable.Folder, "rating-panel.dts")));
            Run(Base, "dtc", "-@", "-I", "dts", "-O", "dtb", "-o", board, "-");
            Run("", "fdtoverlay", "-i", board, "-o", both, overlay);
            var laid = Run("", "dtc", "-I", "dtb", "-O", "dts", both);
            Assert.Contains("compatible = \"gpio-keys\"", laid);
            Assert.Contains("compatible = \"gpio-leds\"", laid);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    // What it said on both outputs; it must have gone well.
    private static string Run(string input, string program, params string[] arguments)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(info)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var complained = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {complained.Result}");
        return said + complained.Result;
    }
}
