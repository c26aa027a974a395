using RatingDevice.Collector.Broker;
using RatingDevice.Collector.Stack;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Store.Postgres;
using RatingDevice.Hosting;

namespace RatingDevice.Collector;

/// <summary>Which store a collector opens, by its options and what its data directory holds.</summary>
internal static class StoreChoice
{
    /// <summary>
    /// Notes in the data directory where a database is, so that every command on the directory finds it.
    /// </summary>
    /// <param name="files">The data directory.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="usual">What a new directory gets.</param>
    /// <exception cref="OptionsException">They do not fit.</exception>
    public static StoreKind Of(CollectorFiles files, StoreOptions options, StoreKind usual)
    {
        var there = StoreKind.Of(files.Root, CompiledParts.Stores);
        if (options.Kind == StoreName.Own) return there ?? usual;
        var kind = SystemStack.Postgres;
        if (there is not null && there.FileName != kind.FileName)
        {
            throw new OptionsException($"{files.Root} holds a {there.Name} store, and store:kind is "
                + "postgres. Nothing was started; name a new data directory, or set store:kind to own.");
        }

        var file = options.PasswordFile is { Length: > 0 } named ? Path.GetFullPath(named) : null;
        var settings = new PostgresSettings(options.Connection, file);
        if (settings.Problem() is { } problem) throw new OptionsException($"{problem}. Nothing was started.");
        PrivateFiles.Write(files.Store(kind), settings.Text());
        return kind;
    }
}
