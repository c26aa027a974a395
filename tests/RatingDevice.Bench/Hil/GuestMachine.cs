using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using RatingDevice.Bench.Hil.Guest;
using RatingDevice.Bench.Ingest;
using RatingDevice.Demo.Processes;

namespace RatingDevice.Bench.Hil;

/// <summary>
/// A machine with a real kernel, emulated by QEMU. Its data disk is a file; killing the process is a power
/// cut: what the guest had not synced is gone with its memory.
/// </summary>
internal sealed class GuestMachine : IAsyncDisposable
{
    private const int MemoryMiB = 1536;

    // Emulated on a busy machine a boot takes a minute or two; it is a deadline, not an expectation.
    private static readonly TimeSpan BootWithin = TimeSpan.FromMinutes(15);

    private readonly ChildProgram _qemu;
    private readonly StreamWriter _console;
    private TcpClient? _control;
    private StreamReader? _answers;
    private StreamWriter? _orders;

    private GuestMachine(string console)
    {
        _console = new StreamWriter(console, append: true) { AutoFlush = true };
        _qemu = new ChildProgram("guest", "qemu-system-x86_64", [], line =>
        {
            lock (_console) _console.WriteLine(line);
        })
        { ReadyWithin = BootWithin };
    }

    /// <summary>Nothing but the way to give orders.</summary>
    public static IReadOnlyDictionary<int, int> NoPorts { get; } = new Dictionary<int, int>();

    /// <summary>From the first instruction to the guest's readiness.</summary>
    public TimeSpan Boot { get; private set; }

    /// <summary>Makes an empty data disk.</summary>
    public static async Task MakeDiskAsync(string path, CancellationToken stop)
    {
        await using (var disk = File.Create(path)) disk.SetLength(512L << 20);
        var program = new[] { "/usr/sbin/mkfs.ext4", "/sbin/mkfs.ext4" }.First(File.Exists);
        using var made = Process.Start(program, ["-q", path]);
        await made.WaitForExitAsync(stop);
        if (made.ExitCode != 0) throw new IOException($"{program} ended with code {made.ExitCode}");
    }

    /// <summary>Boots and waits until the guest takes orders.</summary>
    /// <param name="rig">Kernel, initramfs, program disk.</param>
    /// <param name="disk">The data disk.</param>
    /// <param name="forwards">Ports of this machine's loopback to ports of the guest.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<GuestMachine> BootAsync(
        string rig, string disk, IReadOnlyDictionary<int, int> forwards, CancellationToken stop)
    {
        var machine = new GuestMachine(disk + ".console.log");
        try
        {
            var begun = Stopwatch.GetTimestamp();
            var port = PlainBroker.FreePort();
            var all = forwards.Append(KeyValuePair.Create(port, GuestLoop.Port))
                .Select(f => $"hostfwd=tcp:127.0.0.1:{f.Key}-:{f.Value}");
            await machine._qemu.StartAsync(Arguments(rig, disk, string.Join(',', all)), stop);
            machine.Boot = Stopwatch.GetElapsedTime(begun);
            machine._control = new TcpClient { NoDelay = true };
            await machine._control.ConnectAsync("127.0.0.1", port, stop);
            machine._answers = new StreamReader(machine._control.GetStream());
            machine._orders = new StreamWriter(machine._control.GetStream()) { AutoFlush = true };
            return machine;
        }
        catch
        {
            await machine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Has the guest do something; throws when the machine is gone before it answers.</summary>
    /// <exception cref="IOException">No answer: the power is gone.</exception>
    public async Task<GuestAnswer> DoAsync(GuestOrder order, CancellationToken stop)
    {
        await _orders!.WriteLineAsync(JsonSerializer.Serialize(order).AsMemory(), stop);
        var line = await _answers!.ReadLineAsync(stop) ?? throw new IOException("the guest is gone");
        return JsonSerializer.Deserialize<GuestAnswer>(line)!;
    }

    /// <summary>As <see cref="DoAsync"/>, and the guest must be able to.</summary>
    public async Task<GuestAnswer> MustAsync(GuestOrder order, CancellationToken stop)
    {
        var answer = await DoAsync(order, stop);
        return answer.Ok ? answer
            : throw new InvalidOperationException(
                $"guest, {order.Do} {order.Name}{order.On}: {answer.Text} {answer.Lamps}");
    }

    /// <summary>The power is cut, now.</summary>
    public Task CutPowerAsync() => _qemu.KillAsync();

    /// <summary>The guest syncs and ends.</summary>
    public async Task PowerOffAsync(CancellationToken stop)
    {
        await _orders!.WriteLineAsync(JsonSerializer.Serialize(new GuestOrder("power-off")).AsMemory(), stop);
        await Ready.WhenAsync(() => Task.FromResult(!_qemu.Running), TimeSpan.FromSeconds(60),
            "the guest runs", stop);
    }

    public async ValueTask DisposeAsync()
    {
        _control?.Dispose();
        await _qemu.KillAsync();
        await _qemu.DisposeAsync();
        await _console.DisposeAsync();
    }

    // .NET resumes threads by an iret within user mode. QEMU 7.2 reads the stack for it with the kernel's
    // rights, which SMAP forbids: the guest's kernel then kills the thread.
    private static string[] Arguments(string rig, string disk, string forwards) =>
    [
        "-accel", "tcg,thread=multi", "-cpu", "max,smap=off", "-smp", "2", "-m", $"{MemoryMiB}",
        "-machine", "q35",
        "-nographic", "-no-reboot", "-kernel", Path.Combine(rig, "vmlinux"),
        "-initrd", Path.Combine(rig, "initramfs.gz"),
        "-append", "console=ttyS0 quiet loglevel=1 panic=-1 mitigations=off no5lvl",
        "-drive", $"if=virtio,format=raw,readonly=on,file={Path.Combine(rig, "disk.img")}",
        "-drive", $"if=virtio,format=raw,cache=writeback,file={disk}",
        "-netdev", $"user,id=n0,{forwards}", "-device", "virtio-net-pci,netdev=n0,romfile=",
    ];
}
