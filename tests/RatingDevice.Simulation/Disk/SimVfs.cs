using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RatingDevice.Simulation.Disk;

/// <summary>
/// The SQLite virtual file system that leads to <see cref="SimDisk"/>. Registered once for the process; the
/// path says which disk is meant. It never is the default, so every other database stays on the real one.
/// </summary>
internal static unsafe class SimVfs
{
    public const string Name = "ratingsim";
    private static readonly Lock Once = new();
    private static NativeVfs* _vfs;

    public static void Register()
    {
        lock (Once)
        {
            if (_vfs != null) return;
            var vfs = (NativeVfs*)NativeMemory.AllocZeroed((nuint)sizeof(NativeVfs));
            vfs->Version = 2;
            vfs->FileSize = sizeof(NativeFile);
            vfs->LongestPath = 512;
            vfs->Name = Marshal.StringToCoTaskMemUTF8(Name);
            vfs->Open = &Open;
            vfs->Delete = &Delete;
            vfs->Access = &Access;
            vfs->FullPath = &FullPath;
            vfs->Randomness = &Randomness;
            vfs->Sleep = &Sleep;
            vfs->CurrentTime = &CurrentTime;
            vfs->LastError = &LastError;
            vfs->CurrentTimeInt64 = &CurrentTimeInt64;
            var code = SqliteNative.RegisterVfs(vfs, 0);
            if (code != SqliteCodes.Ok)
                throw new InvalidOperationException($"sqlite3_vfs_register said {code}");
            _vfs = vfs;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(nint vfs, byte* path, NativeFile* file, int flags, int* outFlags)
    {
        file->Methods = null;
        SimHandle handle;
        if (path == null)
        {
            handle = new SimHandle(Scratch.Disk, new SimFile(), "scratch", 0); // SQLite's own temporary file
        }
        else
        {
            if (SimDisk.Find(Text(path)) is not var (disk, name)) return SqliteCodes.CannotOpen;
            var found = disk.Open(name, (flags & SqliteCodes.OpenCreate) != 0);
            if (found is null) return SqliteCodes.CannotOpen;
            handle = new SimHandle(disk, found, name, flags);
        }

        file->Handle = GCHandle.ToIntPtr(GCHandle.Alloc(handle));
        file->Methods = SimVfsFile.Methods;
        if (outFlags != null) *outFlags = flags;
        return SqliteCodes.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Delete(nint vfs, byte* path, int syncDirectory)
    {
        if (SimDisk.Find(Text(path)) is not var (disk, name)) return SqliteCodes.IoDelete;
        var epoch = disk.Epoch;
        disk.Faults.Before?.Invoke(DiskAction.Delete, name);
        if (disk.Epoch != epoch) return SqliteCodes.IoDelete;
        if (!disk.Delete(name)) return SqliteCodes.IoDeleteNoEntry;
        if (syncDirectory != 0) disk.SyncNames();
        return SqliteCodes.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Access(nint vfs, byte* path, int flags, int* result)
    {
        *result = SimDisk.Find(Text(path)) is var (disk, name) && disk.Exists(name) ? 1 : 0;
        return SqliteCodes.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FullPath(nint vfs, byte* path, int room, byte* full)
    {
        var text = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(path);
        if (text.Length + 1 > room) return SqliteCodes.CannotOpen;
        text.CopyTo(new Span<byte>(full, room));
        full[text.Length] = 0;
        return SqliteCodes.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Randomness(nint vfs, int count, byte* into)
    {
        new Span<byte>(into, count).Fill(7); // SQLite seeds itself from the default file system
        return count;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sleep(nint vfs, int microseconds) => microseconds;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int CurrentTime(nint vfs, double* julianDay)
    {
        *julianDay = 2461000.5; // no statement of ours asks SQLite for the time
        return SqliteCodes.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int CurrentTimeInt64(nint vfs, long* julianMs)
    {
        *julianMs = 212_630_443_200_000;
        return SqliteCodes.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int LastError(nint vfs, int room, byte* into) => SqliteCodes.Ok;

    private static string Text(byte* path) => Marshal.PtrToStringUTF8((nint)path) ?? "";

    /// <summary>Where nameless temporary files lie: a disk that never fails.</summary>
    private static class Scratch
    {
        internal static readonly SimDisk Disk = new();
    }
}
