using System.Globalization;
using System.Net.Http.Json;
using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.Cli;

/// <summary>Asks the collector that runs, or the store where none does.</summary>
internal sealed class UplinkTarget : IDisposable
{
    private readonly CollectorFiles _files;
    private readonly HttpClient? _http;

    private UplinkTarget(CollectorFiles files, HttpClient? http) => (_files, _http) = (files, http);

    /// <summary>True where a collector runs.</summary>
    public bool Running => _http is not null;

    public static UplinkTarget Open(CollectorFiles files)
    {
        if (!File.Exists(files.HttpAddress)) return new(files, null);
        try
        {
            files.Hold().Dispose();
            return new(files, null);
        }
        catch (IOException)
        {
            var address = new Uri(File.ReadAllText(files.HttpAddress).Trim());
            return new(files, new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) });
        }
    }

    public async Task<UplinkAnswer> StateAsync(CancellationToken stop)
    {
        if (_http is null)
        {
            using var store = CliParts.OpenStore(_files);
            return UplinkAnswer.Of(null, store.Statements, null, waits: true);
        }

        using var answer = await SendAsync(HttpMethod.Get, "api/v1/uplink", stop);
        return (await answer.Content.ReadFromJsonAsync(ApiJson.Default.UplinkAnswer, stop))!;
    }

    /// <exception cref="OptionsException">No collector runs, or it sends nothing.</exception>
    public async Task ResendAsync(DateOnly from, CancellationToken stop)
    {
        if (_http is null)
            throw new OptionsException("The collector does not run. Nothing was sent; start it first.");
        var day = from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        using var answer = await SendAsync(HttpMethod.Post, $"api/v1/uplink/resend?from={day}", stop);
    }

    public void Dispose() => _http?.Dispose();

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, CancellationToken stop)
    {
        try
        {
            var answer = await _http!.SendAsync(new(method, path), stop);
            if (answer.IsSuccessStatusCode) return answer;
            var problem = await answer.Content.ReadFromJsonAsync(ApiJson.Default.Problem, stop);
            answer.Dispose();
            throw new OptionsException($"{problem?.Detail} {problem?.Kept} {problem?.Todo}");
        }
        catch (HttpRequestException e)
        {
            throw new IOException($"The collector at {_http!.BaseAddress} cannot be reached: {e.Message}", e);
        }
    }
}
