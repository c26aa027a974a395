using System.Net.Http.Json;
using System.Text.Json;
using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Stack;
using RatingDevice.Collector.Store;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.Cli;

/// <summary>Where imported rows go: to the collector that runs, or into its store where none does.</summary>
internal sealed class ImportTarget : IDisposable
{
    private readonly IDisposable[] _held;
    private readonly Func<IReadOnlyList<ToldRow>, string, CancellationToken, Task<ServedReceipt>> _take;

    private ImportTarget(
        Func<IReadOnlyList<ToldRow>, string, CancellationToken, Task<ServedReceipt>> take,
        params IDisposable[] held) => (_take, _held) = (take, held);

    /// <exception cref="OptionsException">There is no store in the directory.</exception>
    public static ImportTarget Open(CollectorFiles files, TimeProvider time)
    {
        var kind = StoreKind.Of(files.Root, CompiledParts.Stores) ?? throw new OptionsException(
            $"There is no store in {files.Root}. Nothing was taken; name a collector's data directory.");
        IDisposable held;
        try
        {
            held = files.Hold();
        }
        catch (IOException) when (File.Exists(files.HttpAddress))
        {
            return Running(new Uri(File.ReadAllText(files.HttpAddress).Trim()));
        }

        var store = kind.Open(files.Store(kind), new IngestOptions().QuarantineMost);
        var registry = files.LastRegistry();
        var desk = new ServedDesk(store, () => registry, time);
        return new((rows, name, _) => Task.FromResult(desk.Take(rows, null, name)), store, held);
    }

    /// <summary>Takes a part of a file; rows are named by their lines.</summary>
    public Task<ServedReceipt> TakeAsync(
        IReadOnlyList<ToldRow> rows, string name, CancellationToken stop) => _take(rows, name, stop);

    public void Dispose()
    {
        foreach (var held in _held) held.Dispose();
    }

    private static ImportTarget Running(Uri collector)
    {
        var http = new HttpClient { BaseAddress = collector, Timeout = TimeSpan.FromMinutes(2) };
        return new((rows, name, stop) => PostAsync(http, rows, name, stop), http);
    }

    private static async Task<ServedReceipt> PostAsync(
        HttpClient http, IReadOnlyList<ToldRow> rows, string name, CancellationToken stop)
    {
        ToldRow[] sent = [.. rows.Where(r => r.Fields is not null)];
        RefusedRow[] unread =
            [.. rows.Where(r => r.Fields is null).Select(r => new RefusedRow(r.Row, r.Wrong))];
        if (sent.Length == 0) return new(0, 0, 0, [], unread);
        var fields = sent.Select(r => r.Fields!).ToList();
        using var body = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(
            fields, ServedFieldsJson.Default.IReadOnlyListServedFields));
        body.Headers.ContentType = new("application/json");
        using var answer = await SendAsync(http, $"api/v1/services?source={Uri.EscapeDataString(name)}", body,
            stop);
        if (answer.IsSuccessStatusCode)
        {
            var said = (await answer.Content.ReadFromJsonAsync(ApiJson.Default.ServedAnswer, stop))!;
            return new(
                said.Taken, said.Completed, said.Known, [.. said.Contradicting.Select(Line)],
                [.. unread, .. said.Refused.Select(Line)]);
        }

        var problem = await answer.Content.ReadFromJsonAsync(ApiJson.Default.Problem, stop);
        throw new IOException($"The collector took no more rows: {problem?.Detail} {problem?.Todo} Rows "
            + $"before line {sent[0].Row} are taken; import the file again, that changes nothing of them.");

        RefusedRow Line(RefusedRow row) => row with { Row = sent[row.Row - 1].Row };
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient http, string path, HttpContent body, CancellationToken stop)
    {
        try
        {
            return await http.PostAsync(path, body, stop);
        }
        catch (HttpRequestException e)
        {
            throw new IOException($"The collector at {http.BaseAddress} cannot be reached: {e.Message} "
                + "Import the file again once it runs; what was taken is known then.", e);
        }
    }
}
