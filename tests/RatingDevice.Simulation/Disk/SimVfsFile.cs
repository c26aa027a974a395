using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RatingDevice.Simulation.Disk;

/// <summary>The io methods of <see cref="SimVfs"/>: from C to <see cref="SimHandle"/>.</summary>
internal static unsafe class SimVfsFile
{
    internal static readonly NativeFileMethods* Methods = Make();

    private static NativeFileMethods* Make()
    {
        var m = (NativeFileMethods*)NativeMemory.AllocZeroed((nuint)sizeof(NativeFileMethods));
        m->Version = 2;
        m->Close = &Close;
        m->Read = &Read;
        m->Write = &Write;
        m->Truncate = &Truncate;
        m->Sync = &Sync;
        m->Size = &Size;
        m->Lock = &Lock;
        m->Unlock = &Unlock;
        m->CheckReserved = &CheckReserved;
        m->Control = &Control;
        m->SectorSize = &SectorSize;
        m->Characteristics = &Characteristics;
        m->ShmMap = &ShmMap;
        m->ShmLock = &ShmLock;
        m->ShmBarrier = &ShmBarrier;
        m->ShmUnmap = &ShmUnmap;
        return m;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(NativeFile* file)
    {
        var code = file->Target.Close();
        GCHandle.FromIntPtr(file->Handle).Free();
        file->Handle = 0;
        return code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(NativeFile* file, byte* into, int count, long offset) =>
        file->Target.Read(new Span<byte>(into, count), offset);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(NativeFile* file, byte* bytes, int count, long offset) =>
        file->Target.Write(new ReadOnlySpan<byte>(bytes, count), offset);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(NativeFile* file, long size) => file->Target.Truncate(size);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(NativeFile* file, int flags) => file->Target.Sync();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Size(NativeFile* file, long* size) => file->Target.Size(out *size);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Lock(NativeFile* file, int level) => file->Target.Lock(level);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Unlock(NativeFile* file, int level) => file->Target.Unlock(level);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int CheckReserved(NativeFile* file, int* reserved)
    {
        *reserved = file->Target.Reserved ? 1 : 0;
        return SqliteCodes.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Control(NativeFile* file, int op, nint argument) => SqliteCodes.NotFound;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int SectorSize(NativeFile* file) => SqliteCodes.SectorSize;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Characteristics(NativeFile* file) => SqliteCodes.PowersafeOverwrite;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmMap(NativeFile* file, int region, int size, int extend, nint* address) =>
        file->Target.Map(region, size, extend != 0, out *address);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmLock(NativeFile* file, int first, int count, int flags) => file->Target.LockShared(
        first, count, (flags & SqliteCodes.ShmLock) != 0, (flags & SqliteCodes.ShmExclusive) != 0);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ShmBarrier(NativeFile* file)
    {
        // one thread: every store is seen by the next load
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmUnmap(NativeFile* file, int delete) => file->Target.Unmap();
}
