using System.Runtime.InteropServices;

namespace RatingDevice.Mosquitto;

/// <summary>
/// A struct mosquitto. Calls under way on any thread hold it, so destroying it waits for the last of them.
/// </summary>
internal sealed class ClientHandle : SafeHandle
{
    internal ClientHandle(string id, nint user) : base(0, ownsHandle: true)
    {
        SetHandle(Native.New(id, cleanStart: true, user));
        if (IsInvalid) throw new MosquittoException($"libmosquitto does not take the client id '{id}'");
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        Native.Destroy(handle);
        return true;
    }
}
