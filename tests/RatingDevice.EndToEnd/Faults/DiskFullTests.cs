using System.Diagnostics;
using RatingDevice.Demo.Counter;
using RatingDevice.Demo.Processes;
using RatingDevice.Demo.Watch;

namespace RatingDevice.EndToEnd.Faults;

/// <summary>
/// The device's disk is a small file system of its own, in a mount namespace that only its process has: it
/// goes with the process, and nothing is ever mounted on the machine.
/// </summary>
public sealed class DiskFullTests
{
    private const int Megabytes = 8;

    [Fact]
    public async Task No_thanks_a_fault_that_shows_and_a_recovery_with_every_press_counted()
    {
        if (CannotMount() is { } why) Assert.Skip(why);
        await using var scene = await Scene.OpenAsync(
            devices: 1, rate: 2, change: plan => plan with { Before = OnSmallDisk, WindowMs = 5_000 });
        var device = scene.Branch.Devices[0];
        var hands = new PanelHands(scene.Http, scene.Branch, device);
        scene.Play();
        await scene.ThankedAsync(3);

        var filler = Fill(device, scene.Branch.Files.DeviceData(device.Id));
        await using var eyes = new Watcher(device.Panel);
        var broken = await eyes.ShowsAsync("out-of-order", 60);
        Assert.Contains(broken.View!.Faults!, f => f is "journal-write" or "journal-full");
        await scene.CloseAsync();

        foreach (var level in VisitScript.Levels) Assert.True(await hands.PressAsync(level, default));
        // comes behind the presses: when it shows, they have been looked at
        await hands.SignOnAsync("9001", default);
        await eyes.ShowsAsync("out-of-order", 30, s => s.View!.Teller == "9001");
        Assert.False(eyes.Saw("thanks", since: broken.Number), "thanked though nothing could be kept");

        File.Delete(filler);
        await eyes.ShowsAsync("idle", 30);
        await hands.InviteAsync("after-1", default);
        await eyes.ShowsAsync("invited", 30);
        await hands.PressAsync("satisfied", default);
        await eyes.ShowsAsync("thanks", 30);
        scene.Diary.Write(new Press(device.Id, "9001", "after-1", "satisfied", PressKind.First,
            Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp(), DateTimeOffset.UtcNow));

        await scene.BalanceAsync();
        // a stray press that came while the disk was full is missing too
        var unkept = scene.Diary.Presses.Count(p => p.ThankedAt is null);
        var least = VisitScript.Levels.Count;
        Assert.InRange(Evidence.Missed(scene.Branch), least, least + unkept);
    }

    private static IReadOnlyList<string> OnSmallDisk(string folder)
    {
        Directory.CreateDirectory(folder);
        var script = $"mount -t tmpfs -o size={Megabytes}m,mode=0700 none \"$0\" && exec \"$@\"";
        return [.. Namespace(), "sh", "-c", script, folder];
    }

    private static string[] Namespace() => Environment.UserName == "root"
        ? ["unshare", "--mount"] : ["unshare", "--mount", "--map-root-user"];

    private static string? CannotMount()
    {
        string[] words = [.. Namespace(), "mount", "-t", "tmpfs", "none", "/mnt"];
        var info = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardError = true };
        using var trial = Process.Start(info)!;
        var said = trial.StandardError.ReadToEnd().Trim();
        trial.WaitForExit();
        return trial.ExitCode == 0 ? null
            : $"this user may not mount a tmpfs in a namespace of its own: {said}";
    }

    /// <summary>Writes until nothing more goes in, as seen from inside the device's namespace.</summary>
    private static string Fill(BranchDevice device, string folder)
    {
        var path = $"/proc/{device.Program.Pid}/root{folder}/filler";
        try
        {
            // unbuffered, and smaller than a page at the end: not one byte stays free
            using var file = new FileStream(
                path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            var block = new byte[4096];
            while (file.Length <= Megabytes * 1024L * 1024L) file.Write(block);
        }
        catch (IOException)
        {
            return path; // no space left on device
        }

        throw new InvalidOperationException("the device's folder is not on a small disk");
    }
}
