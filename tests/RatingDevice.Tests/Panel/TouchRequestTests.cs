using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Panel;

/// <summary>Requests no page of ours sends: each is refused, told what was wrong and what to do, and changes
/// nothing.</summary>
public sealed class TouchRequestTests
{
    private const string Json = "application/json";

    public static TheoryData<string, string, string?, string?, int, string> Wrong => new()
    {
        { "POST", "press", null, """{"level":"satisfied"}""", 415, "of no stated type" },
        { "POST", "press", "text/plain", """{"level":"satisfied"}""", 415, "'text/plain'" },
        { "POST", "press", "application/x-www-form-urlencoded", "level=satisfied", 415, "application/json" },
        { "POST", "press", "application/json; charset=gb18030", """{"level":"satisfied"}""", 415, "UTF-8" },
        { "POST", "press", Json, "", 400, "empty" },
        { "POST", "press", Json, "{", 400, "not strict JSON" },
        { "POST", "press", Json, """{"level":"satisfied"} {}""", 400, "not strict JSON" },
        { "POST", "press", Json, """{"level":"satisfied",}""", 400, "not strict JSON" },
        { "POST", "press", Json, """{"level":"fair","level":"satisfied"}""", 400, "not strict JSON" },
        { "POST", "press", Json, "[]", 400, "an array" },
        { "POST", "press", Json, "null", 400, "null" },
        { "POST", "press", Json, "\"satisfied\"", 400, "a text" },
        { "POST", "press", Json, "{}", 400, "'level' is missing" },
        { "POST", "press", Json, """{"level":null}""", 400, "'level' is missing" },
        { "POST", "press", Json, """{"level":1}""", 400, "'level' is a number" },
        { "POST", "press", Json, """{"level":{"a":1}}""", 400, "'level' is an object" },
        { "POST", "press", Json, """{"Level":"satisfied"}""", 400, "'Level' is not a field here" },
        { "POST", "press", Json, """{"level":"satisfied","at":"now"}""", 400, "'at' is not a field here" },
        { "POST", "press", Json, """{"level":"superb"}""", 400, "very-satisfied, satisfied, fair" },
        { "POST", "press", Json, """{"level":"[[[[[[[[[[[["}""", 400, "not a level" },
        { "POST", "press", Json, "{\"level\":[[[[[[[[1]]]]]]]]}", 400, "not strict JSON" },
        { "POST", "invite", Json, """{"service":"A 13"}""", 400, "not a service id" },
        { "POST", "invite", Json, """{"service":""}""", 400, "not a service id" },
        { "POST", "sign-on", Json, "{}", 400, "'teller' is missing" },
        { "POST", "sign-on", Json, """{"teller":"张三"}""", 400, "not a teller id" },
        { "POST", "sign-on", Json, """{"teller":"a23456789012345678901234567890123"}""", 400, "teller id" },
        { "POST", "sign-on", Json, """{"teller":1001}""", 400, "'teller' is a number" },
        { "POST", "sign-off", Json, """{"teller":"1001"}""", 400, "send {}" },
        { "POST", "pin", Json, "{}", 400, "'pin' is missing" },
        { "POST", "pin", Json, """{"pin":"12a4"}""", 400, "a PIN is 1 to 64 digits" },
        { "POST", "pin", Json, """{"pin":""}""", 400, "a PIN is 1 to 64 digits" },
        { "POST", "service", Json, """{"for":"ever"}""", 400, "send {}" },
        { "POST", "nothing", Json, "{}", 404, "the page is at '/'" },
        { "GET", "press", null, null, 405, "use POST" },
        { "DELETE", "press", null, null, 405, "use POST" },
        { "GET", "%2e%2e/appsettings.json", null, null, 404, "the page is at '/'" },
        { "GET", "words-zh.json/..%2f..%2f", null, null, 404, "the page is at '/'" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task A_wrong_request_is_told_what_is_wrong(
        string method, string path, string? type, string? body, int status, string says)
    {
        await using var rig = new TouchRig();
        await using var run = new PanelRun(rig.Panel);
        await rig.Serving;
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (type is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
        using var answer = await rig.Http.SendAsync(request);
        await RefusedAsync(answer, status, says);
        await StillWorksAsync(rig, run);
    }

    [Fact]
    public async Task A_pin_and_a_technician_are_handed_on_and_the_answer_tells_nothing_of_them()
    {
        await using var rig = new TouchRig();
        await using var run = new PanelRun(rig.Panel);
        await rig.Serving;
        using var pin = await rig.Http.PostAsync(
            "pin", new StringContent("""{"pin":"21344132"}""", Encoding.UTF8, Json));
        Assert.Equal((202, ""), ((int)pin.StatusCode, await pin.Content.ReadAsStringAsync()));
        var proof = await run.NextAsync<PanelProof>();
        Assert.Equal((SignOnProof.Pin, "21344132"), (proof.With, proof.Shown.Text));
        using var asked = await rig.Http.PostAsync("service", new StringContent("{}", Encoding.UTF8, Json));
        Assert.Equal(202, (int)asked.StatusCode);
        await run.NextAsync<PanelTechnician>();
    }

    [Fact]
    public async Task Too_long_a_body_is_refused_even_when_its_length_is_not_said()
    {
        await using var rig = new TouchRig();
        await using var run = new PanelRun(rig.Panel);
        await rig.Serving;
        foreach (var chunked in new[] { false, true })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "press");
            request.Content = new StringContent(new string(' ', 9000) + "{}", Encoding.UTF8, Json);
            request.Headers.TransferEncodingChunked = chunked;
            using var answer = await rig.Http.SendAsync(request);
            await RefusedAsync(answer, 413, "4096 bytes");
        }
        await StillWorksAsync(rig, run);
    }

    [Theory]
    [InlineData("evil.example", 421)]
    [InlineData("evil.example:8090", 421)]
    [InlineData("localhost.evil.example", 421)]
    [InlineData("127.0.0.1.evil.example", 421)]
    [InlineData("192.0.2.7", 421)]
    [InlineData("localhost", 200)]
    [InlineData("LOCALHOST:1", 200)]
    [InlineData("127.0.0.1", 200)]
    [InlineData("[::1]:8090", 200)]
    public async Task Only_the_devices_own_names_lead_to_it(string host, int status)
    {
        await using var rig = new TouchRig();
        await using var run = new PanelRun(rig.Panel);
        await rig.Serving;
        using var request = new HttpRequestMessage(HttpMethod.Get, "");
        request.Headers.Host = host;
        using var answer = await rig.Http.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("http://evil.example", 403)]
    [InlineData("null", 403)]
    [InlineData("http://127.0.0.1:1", 202)]
    public async Task Another_sites_script_presses_nothing(string origin, int status)
    {
        await using var rig = new TouchRig();
        await using var run = new PanelRun(rig.Panel);
        await rig.Serving;
        using var request = new HttpRequestMessage(HttpMethod.Post, "press");
        request.Headers.Add("Origin", origin);
        request.Content = new StringContent("""{"level":"fair"}""", Encoding.UTF8, Json);
        using var answer = await rig.Http.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("RUBBISH\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n")]
    [InlineData("GET / HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n")]
    [InlineData("POST /press HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        + "Transfer-Encoding: chunked\r\n\r\nzz\r\n")]
    public async Task What_is_not_http_is_refused_and_the_page_goes_on(string bytes)
    {
        await using var rig = new TouchRig();
        await using var run = new PanelRun(rig.Panel);
        await rig.Serving;
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, rig.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(bytes));
        using var reader = new StreamReader(stream);
        var line = await reader.ReadLineAsync().WaitAsync(Eventually.Deadline);
        Assert.Matches("^HTTP/1.1 (400|505) ", line);
        await StillWorksAsync(rig, run);
    }

    private static async Task RefusedAsync(HttpResponseMessage answer, int status, string says)
    {
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.RootElement.GetProperty("title").GetString());
        Assert.Contains(says, problem.RootElement.GetProperty("detail").GetString());
    }

    private static async Task StillWorksAsync(TouchRig rig, PanelRun run)
    {
        await rig.PressAsync(PanelRig.Levels[2]);
        Assert.All(await run.EdgesAsync(2), e => Assert.Equal(PanelRig.Levels[2], e.Key.Level));
    }
}
