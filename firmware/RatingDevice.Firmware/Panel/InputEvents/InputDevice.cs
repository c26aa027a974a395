using System.Runtime.InteropServices;
using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;

namespace RatingDevice.Firmware.Panel.InputEvents;

/// <summary>
/// One opened key device. The kernel's read has no asynchronous form, so a thread of its own waits for it and
/// hands chunks of whole records on; where nobody takes them it waits, and the kernel's own buffer fills.
/// </summary>
internal sealed class InputDevice : IAsyncDisposable
{
    private const int RecordsAtOnce = 64;

    private readonly SafeFileHandle _file;
    private readonly SafeFileHandle _waker = LibC.OpenWaker();
    private readonly CancellationTokenSource _closing = new();
    private readonly Channel<byte[]> _chunks = Channel.CreateBounded<byte[]>(1);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _started;

    private InputDevice(SafeFileHandle file, bool kernelTime) => (_file, KernelTime) = (file, kernelTime);

    /// <summary>True where records carry the kernel's monotonic time; else stamp them when read.</summary>
    public bool KernelTime { get; }

    /// <summary>True for a plain file: played once, or its presses would count twice.</summary>
    public bool Recording => LibC.IsPlainFile(_file);

    /// <summary>Whole records, one or more a chunk; ends when the device is <see cref="Gone"/>.</summary>
    public ChannelReader<byte[]> Chunks => _chunks.Reader;

    /// <summary>Why <see cref="Chunks"/> ended.</summary>
    public string Gone { get; private set; } = "";

    /// <summary>Opens a device node or a pipe; the node is taken for this process alone.</summary>
    /// <exception cref="IOException">Missing, not allowed, or held by another program.</exception>
    public static InputDevice Open(string path)
    {
        if (Directory.Exists(path)) throw new IOException($"{path}: a folder, not an input device");
        var file = LibC.Open(path, LibC.ReadOnly);
        if (LibC.Grab(file, out var error) || error != LibC.Busy)
            return new InputDevice(file, LibC.UseMonotonicClock(file));
        file.Dispose();
        throw new IOException($"{path}: another program has taken this device for itself; stop that program");
    }

    public void Start()
    {
        _started = true;
        new Thread(Read) { IsBackground = true, Name = "input-events" }.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        LibC.Wake(_waker);
        if (_started) await _ended.Task;
        _file.Dispose();
        _waker.Dispose();
        _closing.Dispose();
    }

    private void Read()
    {
        try
        {
            Gone = ReadUntilGone();
        }
        catch (OperationCanceledException)
        {
            Gone = "closed";
        }
        finally
        {
            _chunks.Writer.Complete();
            _ended.SetResult();
        }
    }

    private void HandOn(byte[] chunk) =>
        _chunks.Writer.WriteAsync(chunk, _closing.Token).AsTask().GetAwaiter().GetResult();

    private string ReadUntilGone()
    {
        var buffer = new byte[RecordsAtOnce * InputRecord.Size];
        byte[] rest = []; // of a record that a pipe has cut in two
        while (true)
        {
            if (!LibC.Wait(_file, _waker, out var device, out var closing)) continue;
            if (closing != 0) return "closed";
            if (device == 0) continue;
            var n = LibC.Read(_file, buffer, out var error);
            if (n < 0 && error is LibC.Interrupted or LibC.TryAgain) continue;
            if (n < 0) return Marshal.GetPInvokeErrorMessage(error);
            if (n == 0) return "end of file";
            byte[] bytes = [.. rest, .. buffer.AsSpan(0, n)];
            var whole = bytes.Length - (bytes.Length % InputRecord.Size);
            rest = bytes[whole..];
            if (whole > 0) HandOn(bytes[..whole]);
        }
    }
}
