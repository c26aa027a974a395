using RatingDevice.Collector.Registry;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Registry;

public sealed class RegistryWatcherTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("registry-").FullName;
    private readonly HandTime _time = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<int> _told = [];
    private readonly KeptLog<RegistryWatcher> _log = new();

    private string Path => System.IO.Path.Combine(_folder, "registry.json");

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_change_in_place_is_taken_once_it_stands_still()
    {
        Write(1);
        var watcher = Start();
        Write(2);
        Seconds(1); // seen
        Assert.Single(watcher.Current.Tellers);
        Seconds(1); // still the same: read
        Assert.Equal(2, watcher.Current.Tellers.Count);
        Seconds(5);
        Assert.Equal([2], _told);
    }

    [Fact]
    public void A_file_renamed_over_the_old_one_is_taken()
    {
        Write(1);
        var watcher = Start();
        File.WriteAllText(Path + ".new", Text(3));
        File.Move(Path + ".new", Path, overwrite: true);
        Seconds(2);
        Assert.Equal(3, watcher.Current.Tellers.Count);
    }

    [Fact]
    public void A_bad_file_keeps_the_last_good_one_and_says_why()
    {
        Write(2);
        var watcher = Start();
        File.WriteAllText(Path, Text(1).Replace("Asia/Shanghai", "Asia/Nowhere", StringComparison.Ordinal));
        Seconds(2);
        Assert.Equal(2, watcher.Current.Tellers.Count);
        Assert.Contains("Asia/Nowhere", watcher.State.Problems[0].Wrong, StringComparison.Ordinal);
        File.Delete(Path);
        Seconds(2);
        Assert.Equal(2, watcher.Current.Tellers.Count);
        Assert.Contains("cannot be read", watcher.State.Problems[0].Wrong, StringComparison.Ordinal);
        Write(4);
        Seconds(2);
        Assert.Equal(4, watcher.Current.Tellers.Count);
        Assert.Empty(watcher.State.Problems);
    }

    [Fact]
    public void A_start_with_a_bad_file_uses_the_last_good_one_kept()
    {
        Write(2);
        Watcher().ReadFirst();
        File.WriteAllText(Path, "{");
        var again = Watcher();
        again.ReadFirst();
        Assert.Equal(2, again.Current.Tellers.Count);
        Assert.NotEmpty(again.State.Problems);
    }

    [Fact]
    public void A_first_start_with_a_bad_file_is_refused_with_every_problem()
    {
        File.WriteAllText(Path, Text(1).Replace("Asia/Shanghai", "Asia/Nowhere", StringComparison.Ordinal));
        var error = Assert.Throws<InvalidDataException>(Watcher().ReadFirst);
        Assert.Contains("Asia/Nowhere", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_listener_that_fails_is_told_again_until_it_does_not()
    {
        Write(1);
        var watcher = Start();
        var failures = 2;
        watcher.Changed = (registry, _) =>
        {
            if (failures-- > 0) throw new IOException("no space left");
            _told.Add(registry.Tellers.Count);
            return Task.CompletedTask;
        };
        Write(2);
        Seconds(6);
        Assert.Equal([2], _told);
    }

    [Fact]
    public void A_problem_is_told_when_it_appears_and_when_it_goes_and_not_between()
    {
        Write(1);
        Start();
        var bad = Text(1).Replace("Asia/Shanghai", "Asia/Nowhere", StringComparison.Ordinal);
        foreach (var spaces in (string[])["", " ", "  "]) // written again, as bad as before
        {
            File.WriteAllText(Path, bad + spaces);
            Seconds(2);
        }

        Assert.Single(Told("not taken"));
        Assert.Empty(Told("is better"));
        Write(2);
        Seconds(2);
        Assert.Single(Told("not taken"));
        Assert.Contains("Asia/Nowhere", Assert.Single(Told("is better")), StringComparison.Ordinal);
    }

    private List<string> Told(string what) => [.. _log.Said.Select(s => s.Text).Where(t => t.Contains(what))];

    private RegistryWatcher Start()
    {
        var watcher = Watcher();
        watcher.ReadFirst();
        watcher.Changed = (registry, _) =>
        {
            _told.Add(registry.Tellers.Count);
            return Task.CompletedTask;
        };
        _ = HandTime.Start(() => watcher.RunAsync(_stop.Token));
        return watcher;
    }

    private RegistryWatcher Watcher() => new(
        Path, System.IO.Path.Combine(_folder, "kept"), _time, _log);

    private void Seconds(int count)
    {
        for (; count > 0; count--) _time.Move(TimeSpan.FromSeconds(1));
    }

    private void Write(int tellers) => File.WriteAllText(Path, Text(tellers));

    private static string Text(int tellers)
    {
        var rows = Enumerable.Range(1, tellers).Select(i => $"{{\"id\":\"{i}\",\"outlet\":\"o-1\"}}");
        return "{\"outlets\":[{\"id\":\"o-1\",\"zone\":\"Asia/Shanghai\"}],\"tellers\":["
            + string.Join(',', rows) + "]}";
    }
}
