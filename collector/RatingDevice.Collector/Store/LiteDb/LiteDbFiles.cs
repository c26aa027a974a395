using LiteDB;
using LiteDB.Engine;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>
/// The engine over its two files. One caller at a time: what LiteDB promises threads it does not keep. A
/// transaction that fails is not rolled back but cut off: the engine is closed, the log cut to where the last
/// good commit ended, and both are opened again, at once or with the next call.
/// </summary>
internal sealed class LiteDbFiles : ILiteDbReader
{
    private readonly Lock _gate = new();
    private readonly LiteDbStoreOptions _options;
    private readonly IDisposable? _writer;
    private LiteEngine? _engine;
    private LiteDatabase? _db;
    private Stream? _data;
    private SealedLog? _log;
    private long? _mark; // end of the last good commit; null before the first opening

    /// <exception cref="IOException">Not writable, or held by another program.</exception>
    public LiteDbFiles(LiteDbStoreOptions options)
    {
        _options = options;
        if (options.OpenFile is null)
        {
            _writer = Posix.TryHold(options.WriterLock)
                ?? throw new IOException("another program has it open; stop that one first.");
        }

        try
        {
            Open();
            Checkpoint();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int Epoch { get; private set; }

    /// <summary>Reads while nobody writes; nothing read may be lazy.</summary>
    public T Read<T>(Func<LiteDatabase, T> read)
    {
        lock (_gate)
        {
            try
            {
                return read(_db ?? Open());
            }
            catch
            {
                Close(); // after an input error LiteDB is closed for good; the next call opens it again
                throw;
            }
        }
    }

    /// <summary>One transaction; durable when it returns, gone when it throws.</summary>
    public void Write(Action<LiteDatabase> write)
    {
        lock (_gate)
        {
            var db = _db ?? Open();
            try
            {
                db.BeginTrans();
                write(db);
                db.Commit();
                _log!.Seal();
                _mark = _log.Length;
            }
            catch
            {
                Close();
                throw;
            }

            if (_mark > _options.LogMost) Checkpoint();
        }
    }

    public void Dispose()
    {
        lock (_gate) Close();
        _writer?.Dispose();
    }

    private LiteDatabase Open()
    {
        Close();
        try
        {
            _data = OpenFile(_options.Path);
            _log = new SealedLog(OpenFile(_options.Log));
            // Always: a cut that failed to reach the disk would let older pages follow newer ones.
            _log.SetLength(_mark ?? _log.Length);
            LogRenewal.Renew(_log, _log.Flush);
            _engine = new LiteEngine(new EngineSettings
            {
                DataStream = _data, LogStream = _log, Collation = Collation.Binary,
            });
            _db = new LiteDatabase(_engine);
            LiteDbSchema.Prepare(_db, _log.Seal);
            _mark = _log.Length;
            Epoch++;
            return _db;
        }
        catch
        {
            Close();
            throw;
        }
    }

    // A checkpoint that fails or is put off costs nothing but a longer log; the next commit tries again.
    private void Checkpoint()
    {
        if (_log!.Length == 0) return;
        var held = _options.OpenFile is null ? Posix.TryHold(_options.ReaderLock) : null;
        if (_options.OpenFile is null && held is null) return;
        using (held)
        {
            try
            {
                _db!.Checkpoint();
                _mark = _log.Length;
            }
            catch (Exception e) when (e is IOException or LiteException)
            {
                if (_log.Length == 0) _mark = 0; // copied and cut, but the cut did not reach the disk yet
                Close();
            }
        }
    }

    private void Close()
    {
        try
        {
            _db?.Dispose();
        }
        catch (Exception e) when (e is IOException or LiteException or ObjectDisposedException)
        {
            // closed all the same; what matters is on the disk or is cut off at the next opening
        }

        if (_engine is not null) AbandonedTransactions.Spare(_engine);
        _log?.Dispose();
        _data?.Dispose();
        (_engine, _db, _log, _data) = (null, null, null, null);
    }

    private Stream OpenFile(string path) => (_options.OpenFile ?? SyncedFile.Open)(path);
}
