using LiteDB;
using LiteDB.Engine;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>
/// The files as of one moment, for another process or an export. Between checkpoints the data file does not
/// change and the log only grows, so both are read up to where they end now; the lock puts checkpoints off
/// until this is disposed. The collector goes on writing meanwhile, into a longer log.
/// </summary>
internal sealed class LiteDbSnapshot : ILiteDbReader
{
    private readonly Lock _gate = new();
    private readonly IDisposable _held;
    private readonly FrozenFile _data, _log;
    private readonly LiteDatabase _db;

    /// <exception cref="IOException">Not there, or not readable.</exception>
    /// <exception cref="InvalidDataException">Holds no store, or one of a newer version.</exception>
    public LiteDbSnapshot(LiteDbStoreOptions options)
    {
        if (!File.Exists(options.Path)) throw new FileNotFoundException("it is not there.");
        _held = Posix.Share(options.ReaderLock);
        _data = FrozenFile.Open(options.Path);
        _log = FrozenFile.Open(options.Log);
        try
        {
            if (_data.Length == 0) throw new InvalidDataException("it holds no store yet.");
            _db = new LiteDatabase(new LiteEngine(new EngineSettings
            {
                DataStream = _data, LogStream = _log, ReadOnly = true,
            }));
            LiteDbSchema.CheckCurrent(_db);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int Epoch => 1;

    public T Read<T>(Func<LiteDatabase, T> read)
    {
        lock (_gate) return read(_db);
    }

    public void Dispose()
    {
        _db?.Dispose();
        _log.Dispose();
        _data.Dispose();
        _held.Dispose();
    }
}
