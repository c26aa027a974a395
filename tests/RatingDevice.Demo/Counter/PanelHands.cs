using System.Net;
using System.Net.Http.Json;
using RatingDevice.Demo.Processes;

namespace RatingDevice.Demo.Counter;

/// <summary>Touches one panel's keys, and the counter PC beside it.</summary>
/// <param name="http">For short requests.</param>
/// <param name="branch">Where the counter PC finds the collector.</param>
/// <param name="device">The panel.</param>
internal sealed class PanelHands(HttpClient http, Branch branch, BranchDevice device)
{
    public Task<bool> SignOnAsync(string teller, CancellationToken stop) =>
        TouchAsync("sign-on", new { teller }, stop);

    public Task<bool> SignOffAsync(CancellationToken stop) => TouchAsync("sign-off", new { }, stop);

    public Task<bool> InviteAsync(string service, CancellationToken stop) =>
        TouchAsync("invite", new { service }, stop);

    public Task<bool> PressAsync(string level, CancellationToken stop) =>
        TouchAsync("press", new { level }, stop);

    /// <summary>Asks the collector to invite at this counter.</summary>
    public Task<bool> InviteByCounterPcAsync(string service, CancellationToken stop) =>
        SendAsync(new Uri(branch.Collector, $"api/v1/devices/{device.Id}/invite"), new { service }, stop);

    private Task<bool> TouchAsync(string what, object body, CancellationToken stop) =>
        SendAsync(new Uri(device.Panel, what), body, stop);

    /// <summary>True when it was taken; false when nobody was there. Anything else is a defect.</summary>
    private async Task<bool> SendAsync(Uri address, object body, CancellationToken stop)
    {
        try
        {
            using var response = await http.PostAsJsonAsync(address, body, stop);
            if (response.StatusCode == HttpStatusCode.Accepted) return true;
            // stopping, or (said by the collector) the device is not connected: nothing was done or will be
            if (response.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.Conflict)
                return false;
            var text = await response.Content.ReadAsStringAsync(stop);
            throw new InvalidOperationException($"POST {address}: {(int)response.StatusCode} {text}");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
