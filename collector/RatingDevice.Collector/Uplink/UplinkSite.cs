using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Audit;
using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Supervision;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.Uplink;

/// <summary>Everything of a collector that deals with the level above: what sends, what answers questions,
/// what the pages show of it. Without a level above only the page of it is there.</summary>
internal sealed class UplinkSite : IDisposable
{
    /// <summary>How often answers are looked at where nobody has to be asked for questions.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private readonly IHeadOffice? _office;
    private readonly UplinkLoop? _loop;
    private readonly AuditLoop? _audits;

    /// <param name="options">The collector's.</param>
    /// <param name="store">Statements.</param>
    /// <param name="key">This collector's.</param>
    /// <param name="answer">Makes the answer to a question; null at a level that has no lines.</param>
    /// <param name="book">Questions kept here; null at an outlet's collector.</param>
    /// <param name="time">Clock.</param>
    /// <param name="logs">Told of refusals and failures.</param>
    /// <param name="definitions">What answers are held against; null: those built in.</param>
    /// <param name="rules">How outlets cut their days; null where nobody knows.</param>
    /// <exception cref="OptionsException">Something is missing or cannot be used.</exception>
    public UplinkSite(
        CollectorOptions options, IStatementStore store, ECDsa key, Func<AuditAsk, byte[]?>? answer,
        IAuditBook? book, TimeProvider time, ILoggerFactory logs, DefinitionBook? definitions = null,
        Func<OutletId, DateOnly, OutletRules?>? rules = null)
    {
        UnitId? unit = UnitId.TryParse(options.Unit, out var named) ? named : null;
        _office = UplinkParts.Open(options, key, time);
        if (_office is not null)
        {
            _loop = new(_office, store, UplinkParts.Pinned(options.Uplink, key), new(), new Random(), time,
                logs.CreateLogger<UplinkLoop>())
            {
                Note = new(new CollectorFiles(options.DataDirectory).Resend),
            };
        }

        if (unit is { } own && (_office is not null || book is not null))
        {
            var desk = book is null ? null : new AuditDesk(
                book, store, own, definitions ?? DefinitionBook.BuiltIn, new Random(), time,
                logs.CreateLogger<AuditDesk>())
            { Rules = rules };
            _audits = new(_office, answer, book, desk, own,
                _office is null ? Look : TimeSpan.FromSeconds(options.Uplink.QuestionsEverySeconds), time,
                logs.CreateLogger<AuditLoop>());
        }

        Routes = new(store, _loop, unit);
    }

    public UplinkRoutes Routes { get; }

    public void AddTo(Loops loops)
    {
        if (_loop is not null) loops.Add("the uplink", _loop.RunAsync);
        if (_audits is not null) loops.Add("the audits", _audits.RunAsync);
    }

    public void Dispose() => _office?.Dispose();
}
