using System.Runtime.InteropServices;

namespace RatingDevice.Mosquitto;

/// <summary>The part of mosquitto.h (2.0) that is used here, by its own names.</summary>
internal static unsafe partial class Native
{
    private const StringMarshalling Utf8 = StringMarshalling.Utf8;

    internal const string Library = "libmosquitto.so.1";

    internal const int OptionProtocolVersion = 1, OptionReceiveMaximum = 4, OptionSendMaximum = 5;

    internal const int OptionTcpNoDelay = 11;

    internal const int ProtocolV5 = 5;

    internal const int PropertyReason = 31, PropertyMaximumPacketSize = 39;

    /// <summary>MQTT 5: "disconnect with will message".</summary>
    internal const int ReasonWithWill = 0x04;

    /// <summary>From here on a reason code of MQTT 5 says no.</summary>
    internal const int FirstRefusal = 0x80;

    internal const int ErrorNoConnection = 4, ErrorConnectionLost = 7, ErrorErrno = 14, ErrorKeepAlive = 19;

    [LibraryImport(Library, EntryPoint = "mosquitto_lib_init")]
    internal static partial int LibInit();

    [LibraryImport(Library, EntryPoint = "mosquitto_lib_version")]
    internal static partial int LibVersion(out int major, out int minor, out int revision);

    [LibraryImport(Library, EntryPoint = "mosquitto_new", StringMarshalling = Utf8)]
    internal static partial nint New(string id, [MarshalAs(UnmanagedType.U1)] bool cleanStart, nint user);

    [LibraryImport(Library, EntryPoint = "mosquitto_destroy")]
    internal static partial void Destroy(nint client);

    [LibraryImport(Library, EntryPoint = "mosquitto_int_option")]
    internal static partial int IntOption(ClientHandle client, int option, int value);

    [LibraryImport(Library, EntryPoint = "mosquitto_threaded_set")]
    internal static partial int ThreadedSet(ClientHandle client, [MarshalAs(UnmanagedType.U1)] bool threaded);

    [LibraryImport(Library, EntryPoint = "mosquitto_username_pw_set", StringMarshalling = Utf8)]
    internal static partial int UserNameSet(ClientHandle client, string? user, string? password);

    [LibraryImport(Library, EntryPoint = "mosquitto_will_set_v5", StringMarshalling = Utf8)]
    internal static partial int WillSet(ClientHandle client, string topic, int length, byte* payload, int qos,
        [MarshalAs(UnmanagedType.U1)] bool retain, nint properties);

    [LibraryImport(Library, EntryPoint = "mosquitto_connect_bind_v5", StringMarshalling = Utf8)]
    internal static partial int ConnectBind(
        ClientHandle client, string? host, int port, int keepAlive, string? bind, nint properties);

    [LibraryImport(Library, EntryPoint = "mosquitto_connect_async", StringMarshalling = Utf8)]
    internal static partial int ConnectAsync(ClientHandle client, string host, int port, int keepAlive);

    [LibraryImport(Library, EntryPoint = "mosquitto_loop")]
    internal static partial int Loop(ClientHandle client, int timeoutMs, int mostPackets);

    [LibraryImport(Library, EntryPoint = "mosquitto_socket")]
    internal static partial int Socket(ClientHandle client);

    [LibraryImport(Library, EntryPoint = "mosquitto_disconnect_v5")]
    internal static partial int Disconnect(ClientHandle client, int reason, nint properties);

    [LibraryImport(Library, EntryPoint = "mosquitto_publish_v5", StringMarshalling = Utf8)]
    internal static partial int Publish(ClientHandle client, out int id, string topic, int length,
        byte* payload, int qos, [MarshalAs(UnmanagedType.U1)] bool retain, nint properties);

    [LibraryImport(Library, EntryPoint = "mosquitto_subscribe_v5", StringMarshalling = Utf8)]
    internal static partial int Subscribe(
        ClientHandle client, out int id, string filter, int qos, int options, nint properties);

    [LibraryImport(Library, EntryPoint = "mosquitto_strerror")]
    internal static partial nint ErrorText(int code);

    [LibraryImport(Library, EntryPoint = "mosquitto_reason_string")]
    internal static partial nint ReasonText(int code);

    [LibraryImport(Library, EntryPoint = "mosquitto_property_add_int32")]
    internal static partial int PropertyAdd(ref nint properties, int id, uint value);

    [LibraryImport(Library, EntryPoint = "mosquitto_property_free_all")]
    internal static partial void PropertyFree(ref nint properties);

    [LibraryImport(Library, EntryPoint = "mosquitto_property_read_string")]
    internal static partial nint PropertyRead(
        nint properties, int id, out nint text, [MarshalAs(UnmanagedType.U1)] bool skipFirst);

    [LibraryImport(Library, EntryPoint = "mosquitto_connect_v5_callback_set")]
    internal static partial void OnConnect(
        ClientHandle client, delegate* unmanaged[Cdecl]<nint, nint, int, int, nint, void> call);

    [LibraryImport(Library, EntryPoint = "mosquitto_disconnect_v5_callback_set")]
    internal static partial void OnDisconnect(
        ClientHandle client, delegate* unmanaged[Cdecl]<nint, nint, int, nint, void> call);

    [LibraryImport(Library, EntryPoint = "mosquitto_subscribe_v5_callback_set")]
    internal static partial void OnSubscribe(
        ClientHandle client, delegate* unmanaged[Cdecl]<nint, nint, int, int, int*, nint, void> call);

    [LibraryImport(Library, EntryPoint = "mosquitto_publish_v5_callback_set")]
    internal static partial void OnPublish(
        ClientHandle client, delegate* unmanaged[Cdecl]<nint, nint, int, int, nint, void> call);

    [LibraryImport(Library, EntryPoint = "mosquitto_message_v5_callback_set")]
    internal static partial void OnMessage(
        ClientHandle client, delegate* unmanaged[Cdecl]<nint, nint, Message*, nint, void> call);

    /// <summary>struct mosquitto_message.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Message
    {
        public int Id;
        public byte* Topic;
        public byte* Payload;
        public int Length;
        public int Qos;
        public byte Retain;
    }
}
