using Microsoft.AspNetCore.Routing;
using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Dashboard.Pages.Bulletin;
using RatingDevice.Collector.Dashboard.Pages.Definitions;
using RatingDevice.Collector.Dashboard.Pages.Devices;
using RatingDevice.Collector.Dashboard.Pages.Exports;
using RatingDevice.Collector.Dashboard.Pages.Hours;
using RatingDevice.Collector.Dashboard.Pages.Outlets;
using RatingDevice.Collector.Dashboard.Pages.Quality;
using RatingDevice.Collector.Dashboard.Pages.Sending;
using RatingDevice.Collector.Dashboard.Pages.Tellers;
using RatingDevice.Collector.Dashboard.Pages.Waiting;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Dashboard.Pages;

/// <summary>The pages of a branch that are made of figures.</summary>
internal sealed class ReportRoutes(PageDesk desk, Func<UplinkAnswer> uplink)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        MapShared(desk, uplink, routes);
        desk.Page<HoursPage, HoursModel>(routes, SiteMap.Hours, HoursModel.Ask);
        desk.Page<DevicesPage, DevicesModel>(routes, SiteMap.Devices, DevicesModel.Ask);
        desk.Page<QualityPage, QualityModel>(routes, SiteMap.Quality, QualityModel.Ask);
        desk.Page<BulletinPage, BulletinModel>(routes, SiteMap.Bulletin, BulletinModel.Ask);
    }

    /// <summary>The pages that branch and head office both have.</summary>
    public static void MapShared(
        PageDesk desk, Func<UplinkAnswer> uplink, IEndpointRouteBuilder routes)
    {
        PageAssets.Map(routes);
        desk.Page<TellersPage, LinesModel>(routes, SiteMap.Tellers, TellersPage.Ask);
        desk.Page<TellerPage, TellerView>(routes, SiteMap.Tellers + "/{id}", TellerView.Ask);
        desk.Page<OutletsPage, OutletsModel>(routes, SiteMap.Outlets, OutletsPage.Ask);
        desk.Page<WaitingPage, WaitingModel>(routes, SiteMap.Waiting, WaitingModel.Ask);
        desk.Page<ExportsPage, ExportsModel>(routes, SiteMap.Exports, ExportsModel.Ask);
        desk.Page<SendingPage, SendingModel>(
            routes, SiteMap.Uplink, (_, source) => SendingModel.Ask(source, uplink()));
        desk.Page<DefinitionsPage, DefinitionBook>(
            routes, SiteMap.Definitions, (frame, _) => frame.Definitions);
    }
}
