using System.Diagnostics;
using System.Text;
using RatingDevice.Collector.Broker;
using RatingDevice.Collector.Broker.Mosquitto;
using RatingDevice.Mosquitto;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Broker;

public sealed class BrokerSupervisionTests
{
    private static readonly DeviceId D1 = DeviceId.Parse("d-1");

    private static readonly Topic Journal = new(OutletId.Parse("o-1"), D1, TopicKind.Journal);

    [Fact]
    public async Task Killed_it_comes_back_on_the_same_port_and_the_intake_with_it()
    {
        await using var real = await RealBroker.StartAsync("d-1");
        await using var intake = real.NewIntake();
        intake.Start();
        await Eventually.IsTrueAsync(() => intake.Connected, "the intake connects");

        var killed = real.Kill();
        await Eventually.IsTrueAsync(() => real.Broker.Pid is { } p && p != killed, "another mosquitto runs");
        await Eventually.IsTrueAsync(() => intake.Connected, "the intake is back");
        await using var device = await real.ConnectAsync("d-1", _ => { });
        device.Publish(Journal.ToString(), "again"u8, retain: false);

        var heard = await Eventually.NextAsync(intake.Messages, "a message after the restart");
        Assert.Equal("again", Encoding.UTF8.GetString(heard.Payload.Span));
        Assert.Equal(1, real.Broker.Restarts);
    }

    [Fact]
    public async Task Disposed_it_stops_its_child_and_leaves_no_pid_file()
    {
        var real = await RealBroker.StartAsync();
        var pid = real.Broker.Pid!.Value;
        await real.Broker.DisposeAsync();
        Assert.False(Directory.Exists($"/proc/{pid}"));
        Assert.False(File.Exists(PidFile(real)));
        await real.DisposeAsync();
    }

    [Fact]
    public async Task Files_with_secrets_are_for_the_owner_only()
    {
        await using var real = await RealBroker.StartAsync("d-1");
        var files = Directory.GetFiles(real.Options.Directory)
            .Concat(Directory.GetFiles(real.Options.CredentialsDirectory)).ToArray();
        Assert.NotEmpty(files);
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.All(files, f => Assert.Equal(owner, File.GetUnixFileMode(f)));
        Assert.DoesNotContain(files, f => Path.GetDirectoryName(f) == real.Options.Directory
            && File.ReadAllText(f).Contains(real.Credentials.Secret(D1)));
    }

    [Fact]
    public async Task A_missing_program_is_named_with_the_package()
    {
        var options = new MosquittoBrokerOptions
        {
            Directory = "/nowhere", CredentialsDirectory = "/nowhere", Program = "mosquitto-of-nobody",
        };
        await using var broker = RealBroker.New(options);
        var e = await Assert.ThrowsAsync<BrokerException>(() => broker.StartAsync(default));
        Assert.Contains("apt-get install mosquitto", e.Message);
    }

    [Fact]
    public async Task What_an_earlier_run_left_behind_is_stopped()
    {
        await using var real = await RealBroker.StartAsync();
        await real.Broker.DisposeAsync();
        using var orphan = Mosquitto(real);
        // a process has its words a moment after it has its program
        await Eventually.IsTrueAsync(
            () => File.ReadAllText($"/proc/{orphan.Id}/cmdline").Contains(real.Options.Directory), "it runs");
        File.WriteAllText(PidFile(real), $"{orphan.Id} {int.MaxValue}");
        await using var next = RealBroker.New(real.Options);
        await next.StartAsync(default);
        Assert.True(orphan.WaitForExit(5000));
        Assert.NotEqual(orphan.Id, next.Pid);
    }

    [Fact]
    public async Task Another_process_under_that_number_is_left_alone()
    {
        await using var real = await RealBroker.StartAsync();
        await real.Broker.DisposeAsync();
        using var bystander = Process.Start("sleep", "60");
        File.WriteAllText(PidFile(real), $"{bystander.Id} {int.MaxValue}");
        await using var next = RealBroker.New(real.Options);
        await next.StartAsync(default);
        Assert.False(bystander.HasExited);
        bystander.Kill();
    }

    [Fact]
    public async Task A_broker_of_another_collector_that_runs_is_left_alone()
    {
        await using var real = await RealBroker.StartAsync();
        await real.Broker.DisposeAsync();
        using var other = Mosquitto(real, "sh", "-c", "\"$@\" & echo $!; wait", "sh");
        var pid = int.Parse(other.StandardOutput.ReadLine()!);
        var program = ProgramFile.Find("mosquitto")!;
        await Eventually.IsTrueAsync(
            () => File.ReadAllText($"/proc/{pid}/cmdline").StartsWith(program), "it runs");
        File.WriteAllText(PidFile(real), $"{pid} {other.Id}");
        await using var second = RealBroker.New(real.Options);
        var e = await Assert.ThrowsAsync<BrokerException>(() => second.StartAsync(default));
        Assert.Contains($"process id {other.Id}", e.Message);
        Assert.True(Directory.Exists($"/proc/{pid}"));
        Posix.Signal(pid, Posix.Term);
        Assert.True(other.WaitForExit(30_000));
    }

    private static string PidFile(RealBroker real) => Path.Combine(real.Options.Directory, "mosquitto.pid");

    private static Process Mosquitto(RealBroker real, params string[] through)
    {
        var configuration = Path.Combine(real.Options.Directory, "mosquitto.conf");
        string[] command = [.. through, ProgramFile.Find("mosquitto")!, "-c", configuration];
        return Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
    }
}
