using RatingDevice.Collector.Dashboard.Api;

namespace RatingDevice.Collector.Dashboard.Page;

/// <summary>The devices with their state; never by colour alone.</summary>
internal static class DevicesPart
{
    public static Html Of(LiveSnapshot now, PageText text, PageClock clock) => Html.Of($"""
        <h2>{text.Devices}</h2>
        {(now.Devices.Count == 0 ? Html.Of($"<p class=\"none\">{text.NoDevices}</p>") : Table(now, text,
            clock))}
        """);

    private static Html Table(LiveSnapshot now, PageText text, PageClock clock) => Html.Of($"""
        <table class="devices">
        <thead><tr><th scope="col">{text.Counter}</th><th scope="col">{text.State}</th>
        <th scope="col">{text.Teller}</th><th scope="col">{text.Missing}</th>
        <th scope="col">{text.LastHeard}</th></tr></thead>
        <tbody>{Html.Join(now.Devices, d => Row(d, text, clock))}</tbody></table>
        """);

    private static Html Row(DeviceShape d, PageText text, PageClock clock) => Html.Of($"""
        <tr class="{d.State}"><th scope="row">{d.CounterName ?? d.Counter ?? "?"}
        <small>{d.Device}</small></th>
        <td><span class="dot"></span>{text.States.GetValueOrDefault(d.State, d.State)}{Faults(d, text)}</td>
        <td>{d.Status?.Teller ?? "—"} <small>{d.Status?.TellerName}</small></td><td>{d.Missing}</td>
        <td>{(d.LastHeard is { } heard ? clock.Time(heard, d.Outlet) : new Html("—"))}</td></tr>
        """);

    private static Html Faults(DeviceShape d, PageText text) => Html.Join(
        d.Status?.Faults ?? [],
        fault => Html.Of($" <strong class=\"fault\">{text.Faults.GetValueOrDefault(fault, fault)}</strong>"));
}
