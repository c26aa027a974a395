using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RatingDevice.Mosquitto;

/// <summary>
/// Where libmosquitto enters managed code. An exception that crossed back would end the process, so each one
/// is caught here and ends the connection instead.
/// </summary>
internal static unsafe class Callbacks
{
    internal static void Set(ClientHandle client)
    {
        Native.OnConnect(client, &Connected);
        Native.OnDisconnect(client, &Disconnected);
        Native.OnSubscribe(client, &Subscribed);
        Native.OnPublish(client, &Published);
        Native.OnMessage(client, &Received);
    }

    private static MosquittoClient Client(nint user) => (MosquittoClient)GCHandle.FromIntPtr(user).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Connected(nint mosquitto, nint user, int code, int flags, nint properties)
    {
        var client = Client(user);
        try
        {
            client.HearConnected(code, code < Native.FirstRefusal ? null : Reason(code, properties));
        }
        catch (Exception e)
        {
            client.HearFailure(e);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Disconnected(nint mosquitto, nint user, int code, nint properties)
    {
        var error = Marshal.GetLastSystemError(); // first of all: whatever else runs here may change it
        var client = Client(user);
        try
        {
            client.HearDisconnected(code switch
            {
                Native.ErrorErrno => Marshal.GetPInvokeErrorMessage(error),
                >= Native.FirstRefusal => Reason(code, properties),
                _ => MosquittoLibrary.ErrorText(code),
            });
        }
        catch (Exception e)
        {
            client.HearFailure(e);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Subscribed(nint mosquitto, nint user, int id, int count, int* codes, nint properties)
    {
        var client = Client(user);
        try
        {
            var refused = 0;
            for (var i = 0; i < count; i++) refused = Math.Max(refused, codes[i]);
            client.HearSubscribed(id, refused < Native.FirstRefusal ? null : Reason(refused, properties));
        }
        catch (Exception e)
        {
            client.HearFailure(e);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Published(nint mosquitto, nint user, int id, int code, nint properties)
    {
        var client = Client(user);
        try
        {
            client.HearPublished(code < Native.FirstRefusal ? null : Reason(code, properties));
        }
        catch (Exception e)
        {
            client.HearFailure(e);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Received(nint mosquitto, nint user, Native.Message* message, nint properties)
    {
        var client = Client(user);
        try
        {
            var topic = Marshal.PtrToStringUTF8((nint)message->Topic) ?? "";
            var payload = new ReadOnlySpan<byte>(message->Payload, message->Length).ToArray();
            client.HearMessage(new MosquittoMessage(topic, payload, message->Retain != 0));
        }
        catch (Exception e)
        {
            client.HearFailure(e);
        }
    }

    // What MQTT calls the code, and where the broker says more, that too.
    private static string Reason(int code, nint properties)
    {
        var text = MosquittoLibrary.ReasonText(code);
        if (properties == 0) return text;
        if (Native.PropertyRead(properties, Native.PropertyReason, out var more, false) == 0) return text;
        var said = Marshal.PtrToStringUTF8(more);
        NativeMemory.Free((void*)more);
        return string.IsNullOrEmpty(said) ? text : $"{text} ({said})";
    }
}
