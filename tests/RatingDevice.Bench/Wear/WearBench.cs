using System.Diagnostics;
using System.Globalization;
using RatingDevice.Demo.Account;
using RatingDevice.Demo.Counter;
using RatingDevice.Demo.Processes;

namespace RatingDevice.Bench.Wear;

/// <summary>
/// What one rating costs the storage card: bytes and syncs of the device program, and, where this user may
/// mount, what an ext4 of its own hands to its disk for them.
/// </summary>
internal static class WearBench
{
    private const int Seed = 7, Megabytes = 256, SectorBytes = 512, SectorsWritten = 6;

    internal static async Task<int> RunAsync(
        int seconds, double rate, TextWriter result, TextWriter progress, CancellationToken stop)
    {
        var home = Directory.CreateTempSubdirectory("wear-").FullName;
        try
        {
            return await MeasureAsync(home, seconds, rate, result, progress, stop);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    private static async Task<int> MeasureAsync(
        string home, int seconds, double rate, TextWriter result, TextWriter progress, CancellationToken stop)
    {
        string image = Path.Combine(home, "card.img"), log = Path.Combine(home, "strace.log");
        var card = Environment.UserName == "root";
        var plan = BranchPlan.ForRate(1, rate) with
        {
            Before = data => [.. card ? OnCard(image, data) : [], .. Traced(log, data)],
        };
        await using var branch = await Branch.StartAsync(plan, stop);
        await using var customers = new Customers(branch, new CustomersPlan(Seed, rate));
        using var http = new HttpClient();
        var books = new Books(http, branch, customers.Diary);
        if (!await books.OpenAsync(TimeSpan.FromSeconds(90), stop))
            throw new TimeoutException("after 90 s the device is not connected");
        await progress.WriteLineAsync($"bench: 1 device, {rate} presses/s for {seconds} s, seed {Seed} …");
        var (writes, sectors) = (TracedWrites.Of(log), card ? Sectors(image) : 0);
        using (var close = new CancellationTokenSource(TimeSpan.FromSeconds(seconds)))
            await customers.RunAsync(close.Token, stop);
        var entry = await books.SettleAsync(TimeSpan.FromSeconds(90), stop);
        Print(entry.Ratings.Count, TracedWrites.Of(log) - writes,
            card ? (Sectors(image) - sectors) * SectorBytes : null, result);
        return entry.Count(Wrong.Lost) == 0 ? 0 : 1;
    }

    private static void Print(double ratings, TracedWrites writes, long? card, TextWriter result)
    {
        const string OnDisk = "bytes ext4 hands to the disk for one";
        var table = new FigureTable("wear");
        table.Add("ratings", "ratings stored by the collector", ratings, "");
        table.Add("bytesPerRating", "bytes the program writes for one", writes.Bytes / ratings, "bytes");
        table.Add("syncsPerRating", "syncs for one", writes.Syncs / ratings, "syncs");
        if (card is { } bytes) table.Add("cardBytesPerRating", OnDisk, bytes / ratings, "bytes");
        else table.Missing("cardBytesPerRating", OnDisk, "only root may mount");
        table.Print(result);
    }

    private static IEnumerable<string> Traced(string log, string data) => TracedWrites.Words(
        log, Path.Combine(data, "journal.db"), Path.Combine(data, "journal.db-wal"));

    // A file system of its own, in a mount namespace that goes with the device.
    private static IEnumerable<string> OnCard(string image, string data)
    {
        Directory.CreateDirectory(data);
        const string script = "truncate -s \"$2\" \"$0\" && PATH=$PATH:/usr/sbin:/sbin && "
            + "mkfs.ext4 -q \"$0\" && mount -o loop \"$0\" \"$1\" && "
            + "chmod 700 \"$1\" && shift 2 && exec \"$@\"";
        return ["unshare", "--mount", "sh", "-c", script, image, data, $"{Megabytes}M"];
    }

    // "losetup -j" names the loop device that has the image.
    private static long Sectors(string image)
    {
        var info = new ProcessStartInfo("losetup", ["-n", "-O", "NAME", "-j", image])
        {
            RedirectStandardOutput = true,
        };
        using var asked = Process.Start(info)!;
        var device = Path.GetFileName(asked.StandardOutput.ReadToEnd().Trim());
        asked.WaitForExit();
        var fields = File.ReadAllText($"/sys/block/{device}/stat")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return long.Parse(fields[SectorsWritten], CultureInfo.InvariantCulture);
    }
}
