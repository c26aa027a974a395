namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>Knows how far each export over HTTP is; there are few at once.</summary>
internal sealed class ExportsUnderWay(TimeProvider time)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly List<Export> _running = [];

    /// <summary>Those of more than two seconds, the oldest first.</summary>
    public IReadOnlyList<ExportShape> Now
    {
        get
        {
            lock (_gate)
            {
                return
                [
                    .. from e in _running
                       let took = time.GetElapsedTime(e.Since)
                       where took >= Quiet
                       select new ExportShape(e.File, e.Began, (long)took.TotalSeconds, e.Rows, e.About),
                ];
            }
        }
    }

    /// <summary>One begins; it ends with its disposal.</summary>
    public Export Begin(string file, long? about)
    {
        lock (_gate)
        {
            var export = new Export(this, file, about, time);
            _running.Add(export);
            return export;
        }
    }

    /// <summary>One of them.</summary>
    internal sealed class Export(ExportsUnderWay all, string file, long? about, TimeProvider time)
        : IDisposable
    {
        private long _rows;

        public string File => file;

        public long? About => about;

        public DateTimeOffset Began { get; } = time.GetUtcNow();

        public long Since { get; } = time.GetTimestamp();

        public long Rows => Interlocked.Read(ref _rows);

        /// <summary>A row of any of its tables was written.</summary>
        public void Row(long ofTable) => Interlocked.Increment(ref _rows);

        public void Dispose()
        {
            lock (all._gate) all._running.Remove(this);
        }
    }
}
