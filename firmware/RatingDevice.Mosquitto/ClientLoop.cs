using System.Runtime.InteropServices;

namespace RatingDevice.Mosquitto;

/// <summary>
/// The thread of one client: connects, turns libmosquitto's loop, takes all down at the end.
/// </summary>
internal sealed class ClientLoop
{
    // Only a safety net: libmosquitto is woken for whatever is to be sent, and by the socket for what came.
    private const int TurnMs = 1000;

    private const int FirstBadSocket = 1024;

    private readonly MosquittoOptions _options;
    private readonly MosquittoClient _client;
    private readonly GCHandle _self;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _stopping;

    internal ClientLoop(MosquittoOptions options, MosquittoClient client)
    {
        _options = options;
        _client = client;
        _self = GCHandle.Alloc(client);
        try
        {
            Handle = new ClientHandle(options.ClientId, GCHandle.ToIntPtr(_self));
            Configure();
        }
        catch
        {
            Release();
            throw;
        }
    }

    internal ClientHandle Handle { get; } = null!;

    /// <summary>Completes when the thread is over: from then on no callback comes.</summary>
    internal Task Ended => _ended.Task;

    internal void Start(string address) =>
        new Thread(() => Run(address)) { IsBackground = true, Name = $"mqtt {_options.ClientId}" }.Start();

    internal int Subscribe(string filter, out int id)
    {
        var mid = 0;
        var code = WhileOpen(() => Native.Subscribe(Handle, out mid, filter, qos: 1, 0, 0));
        id = mid;
        return code;
    }

    internal unsafe int Publish(string topic, ReadOnlySpan<byte> payload, bool retain)
    {
        fixed (byte* bytes = payload)
        {
            var start = bytes;
            var length = payload.Length;
            return WhileOpen(() => Native.Publish(Handle, out _, topic, length, start, qos: 1, retain, 0));
        }
    }

    internal void Disconnect(int reason) => WhileOpen(() => Native.Disconnect(Handle, reason, properties: 0));

    /// <summary>Ends the loop; what wakes it is the wish to disconnect "with will".</summary>
    internal void Stop()
    {
        if (Interlocked.Exchange(ref _stopping, 1) == 0) Disconnect(Native.ReasonWithWill);
    }

    private void Run(string address)
    {
        var why = "ended here";
        try
        {
            why = Turn(address);
        }
        catch (Exception e)
        {
            why = e.Message;
        }
        finally
        {
            Handle.Dispose();
            _client.HearEnd(why);
            Release();
            _ended.SetResult();
        }
    }

    private string Turn(string address)
    {
        var seconds = (int)_options.KeepAlive.TotalSeconds;
        var code = Native.ConnectAsync(Handle, address, _options.Port, seconds);
        if (code > 0) return code == Native.ErrorErrno ? LastError() : MosquittoLibrary.ErrorText(code);
        if (Native.Socket(Handle) >= FirstBadSocket)
            return $"libmosquitto needs a socket number below {FirstBadSocket}; too many files are open here";
        code = 0;
        while (code == 0 && Volatile.Read(ref _stopping) == 0) code = Native.Loop(Handle, TurnMs, 1);
        return code == 0 ? "ended here" : MosquittoLibrary.ErrorText(code);
    }

    // Between a caller's look at IsConnected and its call the thread may have ended.
    private static int WhileOpen(Func<int> call)
    {
        try
        {
            return call();
        }
        catch (ObjectDisposedException)
        {
            return Native.ErrorNoConnection;
        }
    }

    private static string LastError() => Marshal.GetPInvokeErrorMessage(Marshal.GetLastSystemError());

    private unsafe void Configure()
    {
        Must(Native.IntOption(Handle, Native.OptionProtocolVersion, Native.ProtocolV5));
        Must(Native.IntOption(Handle, Native.OptionReceiveMaximum, _options.MostIncoming));
        Must(Native.IntOption(Handle, Native.OptionSendMaximum, _options.MostOutgoing));
        Must(Native.IntOption(Handle, Native.OptionTcpNoDelay, 1));
        Must(Native.ThreadedSet(Handle, true));
        Must(Native.UserNameSet(Handle, _options.User, _options.Password));
        Callbacks.Set(Handle);
        LimitPackets();
        if (_options.Will is not { } will) return;
        fixed (byte* bytes = will.Payload.Span)
        {
            Must(Native.WillSet(Handle, will.Topic, will.Payload.Length, bytes, 1, will.Retain, 0));
        }
    }

    // The call that connects without blocking takes no properties, but uses those of an earlier call that
    // does; this one fails for want of a host, after it has kept them.
    private void LimitPackets()
    {
        nint properties = 0;
        var most = (uint)_options.MostPacketBytes;
        Must(Native.PropertyAdd(ref properties, Native.PropertyMaximumPacketSize, most));
        _ = Native.ConnectBind(Handle, host: null, _options.Port, keepAlive: 60, bind: null, properties);
        Native.PropertyFree(ref properties);
    }

    private void Release()
    {
        Handle?.Dispose();
        if (_self.IsAllocated) _self.Free();
    }

    private static void Must(int code)
    {
        if (code != 0) throw new MosquittoException($"libmosquitto: {MosquittoLibrary.ErrorText(code)}");
    }
}
