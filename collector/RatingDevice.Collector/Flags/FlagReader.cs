using RatingDevice.Collector.Account;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Flags;

/// <summary>A finding with its day and the definition whose limits it passed.</summary>
internal sealed record DatedFinding(DateOnly Day, Definition Definition, Finding Finding);

/// <summary>Flags with what they rest on, made anew from the rows: the cells only count them.</summary>
/// <param name="store">Best a snapshot.</param>
/// <param name="registry">For the outlets' hours.</param>
/// <param name="definitions">For the limits.</param>
internal sealed class FlagReader(
    IRatingStore store, BranchRegistry registry, DefinitionBook definitions)
{
    /// <summary>In order of day, time and rule; read as far as they are asked for.</summary>
    /// <param name="outlet">The outlet.</param>
    /// <param name="period">Business days.</param>
    /// <param name="teller">Only this teller's; null for all.</param>
    public IEnumerable<DatedFinding> Ask(OutletId outlet, Period period, TellerId? teller = null)
    {
        var rules = registry.Outlet(outlet);
        for (var day = period.From; day <= period.To; day = day.AddDays(1))
        {
            var definition = definitions.On(day);
            var account = DayAccount.Of(OutletDay.Read(store, outlet, day, rules));
            foreach (var finding in Flagging.Of(account, definition))
            {
                if (teller is null || finding.Teller == teller)
                    yield return new(day, definition, finding);
            }
        }
    }
}
