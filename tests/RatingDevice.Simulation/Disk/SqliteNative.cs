using System.Runtime.InteropServices;

namespace RatingDevice.Simulation.Disk;

/// <summary>sqlite3_vfs, version 2, as in sqlite3.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeVfs
{
    public int Version;
    public int FileSize;
    public int LongestPath;
    public nint Next;
    public nint Name;
    public nint AppData;
    public delegate* unmanaged[Cdecl]<nint, byte*, NativeFile*, int, int*, int> Open;
    public delegate* unmanaged[Cdecl]<nint, byte*, int, int> Delete;
    public delegate* unmanaged[Cdecl]<nint, byte*, int, int*, int> Access;
    public delegate* unmanaged[Cdecl]<nint, byte*, int, byte*, int> FullPath;
    public nint LibraryOpen;
    public nint LibraryError;
    public nint LibrarySymbol;
    public nint LibraryClose;
    public delegate* unmanaged[Cdecl]<nint, int, byte*, int> Randomness;
    public delegate* unmanaged[Cdecl]<nint, int, int> Sleep;
    public delegate* unmanaged[Cdecl]<nint, double*, int> CurrentTime;
    public delegate* unmanaged[Cdecl]<nint, int, byte*, int> LastError;
    public delegate* unmanaged[Cdecl]<nint, long*, int> CurrentTimeInt64;
}

/// <summary>sqlite3_io_methods, version 2.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeFileMethods
{
    public int Version;
    public delegate* unmanaged[Cdecl]<NativeFile*, int> Close;
    public delegate* unmanaged[Cdecl]<NativeFile*, byte*, int, long, int> Read;
    public delegate* unmanaged[Cdecl]<NativeFile*, byte*, int, long, int> Write;
    public delegate* unmanaged[Cdecl]<NativeFile*, long, int> Truncate;
    public delegate* unmanaged[Cdecl]<NativeFile*, int, int> Sync;
    public delegate* unmanaged[Cdecl]<NativeFile*, long*, int> Size;
    public delegate* unmanaged[Cdecl]<NativeFile*, int, int> Lock;
    public delegate* unmanaged[Cdecl]<NativeFile*, int, int> Unlock;
    public delegate* unmanaged[Cdecl]<NativeFile*, int*, int> CheckReserved;
    public delegate* unmanaged[Cdecl]<NativeFile*, int, nint, int> Control;
    public delegate* unmanaged[Cdecl]<NativeFile*, int> SectorSize;
    public delegate* unmanaged[Cdecl]<NativeFile*, int> Characteristics;
    public delegate* unmanaged[Cdecl]<NativeFile*, int, int, int, nint*, int> ShmMap;
    public delegate* unmanaged[Cdecl]<NativeFile*, int, int, int, int> ShmLock;
    public delegate* unmanaged[Cdecl]<NativeFile*, void> ShmBarrier;
    public delegate* unmanaged[Cdecl]<NativeFile*, int, int> ShmUnmap;
}

/// <summary>sqlite3_file with the one word we need behind it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeFile
{
    public NativeFileMethods* Methods;
    public nint Handle;

    public readonly SimHandle Target => (SimHandle)GCHandle.FromIntPtr(Handle).Target!;
}

internal static partial class SqliteNative
{
    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register")]
    internal static unsafe partial int RegisterVfs(NativeVfs* vfs, int makeDefault);
}
