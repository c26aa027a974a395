using System.Diagnostics;
using RatingDevice.Tests.Tidy;

namespace RatingDevice.Tests.Hosting;

/// <summary>./rating stack, with a dotnet that answers as a feed would make the real one answer.</summary>
public sealed class StackScriptTests : IDisposable
{
    private const string Lacks = """
        echo "p.csproj : error NU1101: Unable to find package LiteDB. No packages exist with this id in x"
        echo "p.csproj : error NU1102: Unable to find package MQTTnet with version (>= 5.2.0.1603)"; exit 1
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("stack-script-").FullName;

    public StackScriptTests()
    {
        foreach (var file in (string[])["Directory.Packages.props", ".ci/stack.bash"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root, file))!);
            File.Copy(Path.Combine(SourceTree.Home, file), Path.Combine(_root, file));
        }
    }

    private string Props => Path.Combine(_root, "stack.props");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("exit 0", "stack: managed", "has them")]
    [InlineData(Lacks, "stack: system", "lacks LiteDB MQTTnet\n")]
    [InlineData("echo 'error NU1301: no route'; exit 1", "stack: system", "could not be reached")]
    [InlineData("echo 'what is this'; exit 3", "stack: system", "see artifacts/probe/restore.log")]
    [InlineData("exec sleep 60", "stack: system", "did not answer within 1 s")]
    public void The_feed_decides_and_the_reason_is_told(string feed, string stack, string why)
    {
        var said = Run(feed, "print_stack");
        Assert.Contains(stack, said);
        Assert.Contains(why, said);
    }

    [Fact]
    public void It_is_asked_once_until_somebody_asks_again()
    {
        Run(Lacks, "choose_stack");
        Assert.Contains("stack: system", Run("exit 0", "print_stack"));
        Assert.Contains("stack: managed", Run("exit 0", "print_stack ask"));
        Assert.Equal(1, File.ReadAllText(Props).Split("<Stack>").Length - 1);
    }

    [Theory]
    [InlineData("<Project><PropertyGroup><Other>7</Other></PropertyGroup></Project>")]
    [InlineData("<Project>\n  <PropertyGroup>\n    <Other>7</Other>\n  </PropertyGroup>\n</Project>\n\n")]
    public void What_else_stands_in_the_file_stays(string written)
    {
        File.WriteAllText(Props, written);
        Run("exit 0", "choose_stack");
        var root = System.Xml.Linq.XDocument.Load(Props).Root!;
        Assert.Equal("7", root.Descendants("Other").Single().Value);
        Assert.Equal("managed", root.Descendants("Stack").Single().Value);
    }

    [Fact]
    public void A_stack_written_by_hand_wins_and_is_left_alone()
    {
        const string Written = "<Project><PropertyGroup><Stack>system</Stack></PropertyGroup></Project>";
        File.WriteAllText(Props, Written);
        var said = Run("exit 0", "print_stack ask");
        Assert.Contains("stack: system", said);
        Assert.Contains("written by hand", said);
        Assert.Equal(Written, File.ReadAllText(Props));
    }

    private string Run(string feed, string command)
    {
        var programs = Directory.CreateDirectory(Path.Combine(_root, "bin")).FullName;
        var dotnet = Path.Combine(programs, "dotnet");
        File.WriteAllText(dotnet, $"#!/bin/sh\n{feed}\n");
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        File.SetUnixFileMode(dotnet, owner);
        var script = $"set -euo pipefail; root={_root}; . $root/.ci/stack.bash; {command}";
        var start = new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{programs}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["RATING_PROBE_LIMIT"] = "1";
        using var bash = Process.Start(start)!;
        var said = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        Assert.Equal(0, bash.ExitCode);
        return said;
    }
}
