using System.Runtime.InteropServices;
using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;

namespace RatingDevice.Firmware.Panel.Linux;

/// <summary>
/// Reads records of one size from a file that the kernel writes. The kernel's read has no asynchronous form,
/// so a thread of its own waits for it and hands chunks of whole records on; where nobody takes them it
/// waits, and the kernel's own buffer fills.
/// </summary>
/// <param name="file">Opened without waiting; closed with this.</param>
/// <param name="size">Bytes of a record.</param>
internal sealed class RecordReader(SafeFileHandle file, int size) : IAsyncDisposable
{
    private const int RecordsAtOnce = 64;

    // Kernels before 6.6 do not wake who waits for lines of a GPIO chip that is taken away; asked, they tell.
    private const int AskAgainMs = 1000;

    private readonly SafeFileHandle _waker = LibC.OpenWaker();
    private readonly CancellationTokenSource _closing = new();
    private readonly Channel<byte[]> _chunks = Channel.CreateBounded<byte[]>(1);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _started;

    /// <summary>Whole records, one or more a chunk; ends when the file is <see cref="Gone"/>.</summary>
    public ChannelReader<byte[]> Chunks => _chunks.Reader;

    /// <summary>Why <see cref="Chunks"/> ended.</summary>
    public string Gone { get; private set; } = "";

    /// <param name="name">Of the thread.</param>
    public void Start(string name)
    {
        _started = true;
        new Thread(Read) { IsBackground = true, Name = name }.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        LibC.Wake(_waker);
        if (_started) await _ended.Task;
        file.Dispose();
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
        var buffer = new byte[RecordsAtOnce * size];
        byte[] rest = []; // of a record that a pipe has cut in two
        while (true)
        {
            if (!LibC.Wait(file, _waker, AskAgainMs, out var device, out var closing)) continue;
            if (closing != 0) return "closed";
            if (device == 0) continue;
            var n = LibC.Read(file, buffer, out var error);
            // what cannot be read and yet says it can, or is broken, is gone
            if (n < 0 && error is LibC.Interrupted or LibC.TryAgain && (device & LibC.PollIn) != 0) continue;
            if (n < 0) return Marshal.GetPInvokeErrorMessage(error);
            if (n == 0) return "end of file";
            byte[] bytes = [.. rest, .. buffer.AsSpan(0, n)];
            var whole = bytes.Length - (bytes.Length % size);
            rest = bytes[whole..];
            if (whole > 0) HandOn(bytes[..whole]);
        }
    }
}
