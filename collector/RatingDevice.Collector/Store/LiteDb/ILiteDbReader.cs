using LiteDB;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>Something that can be asked: the writer's engine, or another one over the same files.</summary>
internal interface ILiteDbReader : IDisposable
{
    /// <summary>Times the engine was opened; what a caller remembers of an older one is stale.</summary>
    int Epoch { get; }

    /// <summary>Reads while nobody else uses this engine; nothing read may be lazy.</summary>
    T Read<T>(Func<LiteDatabase, T> read);
}
