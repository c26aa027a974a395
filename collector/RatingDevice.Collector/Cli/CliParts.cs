using System.CommandLine;
using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Broker;
using RatingDevice.Collector.Stack;
using RatingDevice.Collector.Store;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.Cli;

/// <summary>What the commands share: exit codes, logs on standard error, and errors as sentences.</summary>
internal static class CliParts
{
    public const int Failed = 1, BadInput = 2;

    /// <summary>A new one for each command; the data directory of a collector, running or not.</summary>
    public static Option<string> Data() => new("--data")
    {
        Description = "The collector's data directory; the collector may run meanwhile.", Required = true,
    };

    /// <summary>The store as of this moment.</summary>
    public static IRatingStore OpenStore(CollectorFiles files)
    {
        var kind = KindOf(files);
        return kind.OpenSnapshot(files.Store(kind));
    }

    /// <summary>The kind of store a data directory has.</summary>
    public static StoreKind KindOf(CollectorFiles files) => StoreKind.Of(files.Root, CompiledParts.Stores)
        ?? throw new OptionsException($"There is no store in {files.Root}. Nothing was done; name a "
            + "collector's data directory with --data.");

    public static ILoggerFactory Logs() => LoggerFactory.Create(to => to
        .AddSimpleConsole(c => c.SingleLine = true)
        .AddConsole(c => c.LogToStandardErrorThreshold = LogLevel.Trace)
        .AddFilter("Microsoft", LogLevel.Warning));

    /// <summary>Runs a command; what can go wrong is said in a sentence, without a stack trace.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (OptionsException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return BadInput;
        }
        catch (Exception e) when (e is StoreException or BrokerException or InvalidDataException
            or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Failed;
        }
    }
}
