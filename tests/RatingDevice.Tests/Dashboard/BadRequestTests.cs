using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using RatingDevice.Tests.Export;

namespace RatingDevice.Tests.Dashboard;

/// <summary>Whatever is asked, the answer says what was wrong, what was kept and what to do.</summary>
public sealed class BadRequestTests(RunningDashboard running) : IClassFixture<RunningDashboard>
{
    private const string Json = "Content-Type: application/json";

    [Theory]
    [InlineData("GET /nothing", "", "", 404, "nothing at '/nothing'")]
    [InlineData("GET /api/v1/../../etc/passwd", "", "", 404, "nothing at")]
    [InlineData("DELETE /api/v1/devices", "", "", 405, "does not take DELETE")]
    [InlineData("GET /api/v1/devices/d-1/invite", "", "", 405, "does not take GET")]
    [InlineData("POST /", Json, "{}", 405, "does not take POST")]
    [InlineData("POST /api/v1/devices/d-1/explode", Json, "{}", 404, "nothing at")]
    [InlineData("POST /api/v1/devices/d-1/invite", "", "{}", 415, "content type '' is not JSON")]
    [InlineData("POST /api/v1/devices/d-1/invite", "Content-Type: text/plain", "{}", 415, "'text/plain'")]
    [InlineData("POST /api/v1/devices/d-1/invite", "Content-Type: application/x-www-form-urlencoded", "a=b",
        415,
        "is not JSON")]
    [InlineData("POST /api/v1/devices/d-1/invite", Json, "", 400, "cannot be read")]
    [InlineData("POST /api/v1/devices/d-1/invite", Json, "{", 400, "cannot be read")]
    [InlineData("POST /api/v1/devices/d-1/invite", Json, "null", 400, "the body is null")]
    [InlineData("POST /api/v1/devices/d-1/invite", Json, "[]", 400, "cannot be read")]
    [InlineData("POST /api/v1/devices/d-1/invite", Json, "{\"service\":7}", 400, "at $.service")]
    [InlineData("POST /api/v1/devices/d-1/invite", Json, "{\"servic\":\"a\"}", 400, "servic")]
    [InlineData("POST /api/v1/devices/d-1/invite", Json, "{\"service\":\"a\",\"service\":\"b\"}", 400,
        "cannot be read")]
    [InlineData("POST /api/v1/devices/d-1/invite", Json, "{\"service\":\"A 13\"}", 400,
        "service 'A 13' is not an id")]
    [InlineData("POST /api/v1/devices/d-1/invite", Json, "{\"service\":\"\"}", 400,
        "service '' is not an id")]
    [InlineData("POST /api/v1/devices/d-1/invite", Json, "{\"teller\":\"1\"}", 400, "invite takes no teller")]
    [InlineData("POST /api/v1/devices/d-1/pause", Json, "{\"service\":\"a\"}", 400, "pause takes no service")]
    [InlineData("POST /api/v1/devices/d-1/sign-on", Json, "{}", 400, "sign-on names no teller")]
    [InlineData("POST /api/v1/devices/d-1/sign-on", Json, "{\"teller\":\"张三\"}", 400, "is not an id")]
    [InlineData("GET /api/v1/exports/tellers.csv?from=1&to=2", "", "", 400, "is not a day")]
    [InlineData("GET /api/v1/exports/ratings.csv?from=2026-11-01", "", "", 400, "to is missing")]
    [InlineData("GET /api/v1/exports/ratings.csv?from=2026-11-01&to=2026-11-01&replaced=no", "", "", 400,
        "replaced 'no'")]
    [InlineData("GET /api/v1/figures", "", "", 400, "period is missing")]
    [InlineData("GET /api/v1/figures?to=2026-11-01", "", "", 400, "from is missing")]
    [InlineData("GET /api/v1/figures?from=2026-11-02&to=2026-11-01", "", "", 400, "lies after")]
    [InlineData("GET /api/v1/figures?from=2026-11-01&from=2026-11-02&to=2026-11-03", "", "", 400,
        "is not a day")]
    [InlineData("GET /api/v1/figures?period=2026-13", "", "", 400, "'2026-13' is not a period")]
    [InlineData("GET /api/v1/figures?period=2026&by=hour", "", "", 400, "at most 93 days")]
    [InlineData("GET /api/v1/figures?period=2026-11&by=customer", "", "", 400, "by 'customer' is none")]
    [InlineData("GET /api/v1/figures?period=2026-11&counter=c-1", "", "", 400, "counter without outlet")]
    [InlineData("GET /api/v1/figures?period=2026-11&teller=A%20B", "", "", 400, "teller 'A B' is not an id")]
    [InlineData("GET /api/v1/figures?period=2026-11&definition=x", "", "", 400, "no definition 'x'")]
    [InlineData("GET /api/v1/quarantine?most=0", "", "", 400, "most '0'")]
    [InlineData("GET /api/v1/quarantine?most=many", "", "", 400, "most 'many'")]
    [InlineData("GET /api/v1/live", "Host: evil.example", "", 421, "not called 'evil.example'")]
    [InlineData("GET /", "Host: 192.168.1.9", "", 421, "not called '192.168.1.9'")]
    [InlineData("POST /api/v1/devices/d-1/invite", Json + "\r\nOrigin: http://evil.example", "{}", 403,
        "'http://evil.example' may not")]
    [InlineData("POST /api/v1/devices/d-1/invite", Json + "\r\nOrigin: null", "{}", 403, "'null' may not")]
    public async Task A_bad_request_is_answered_with_a_reason(
        string line, string headers, string body, int status, string wrong)
    {
        var rig = running.Rig;
        var (said, text) = await AskAsync(rig, line, headers, Encoding.UTF8.GetBytes(body));
        Assert.Equal(status, said);
        var problem = JsonNode.Parse(text)!;
        Assert.Equal(status, (int)problem["status"]!);
        Assert.Contains(wrong, (string)problem["detail"]!, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty((string)problem["kept"]!);
        Assert.NotEmpty((string)problem["todo"]!);
        Assert.Empty(rig.Commands);
        Assert.Equal("ok", (string)(await rig.GetAsync("/healthz"))["status"]!);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_413_and_nothing_is_sent()
    {
        var rig = running.Rig;
        var (status, text) = await AskAsync(rig, "POST /api/v1/devices/d-1/invite", Json, new byte[5000]);
        Assert.Equal(413, status);
        Assert.Contains("too large", (string)JsonNode.Parse(text)!["detail"]!,
            StringComparison.OrdinalIgnoreCase);
        Assert.Empty(rig.Commands);
    }

    [Theory]
    [InlineData("GARBAGE\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nno-colon\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")] // no host
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n")]
    public async Task Bytes_that_are_no_request_are_refused_and_the_page_goes_on(string bytes)
    {
        var rig = running.Rig;
        Assert.StartsWith("HTTP/1.1 400", await SendAsync(rig, Encoding.ASCII.GetBytes(bytes)),
            StringComparison.Ordinal);
        Assert.Equal("ok", (string)(await rig.GetAsync("/healthz"))["status"]!);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task This_machines_own_names_are_let_in(string host)
    {
        var rig = running.Rig;
        var (status, _) = await AskAsync(rig, "GET /healthz", $"Host: {host}:{rig.Address.Port}", []);
        Assert.Equal((int)HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_is_a_500_with_a_reason_and_the_next_request_works()
    {
        var rig = running.Rig;
        rig.Commit(Ratings.Invited(1, "0071"));
        rig.Registry = null!; // as broken as it gets
        var (status, text) = await AskAsync(rig, "GET /api/v1/live", "", []);
        Assert.Equal(500, status);
        Assert.Contains("its log says why", text, StringComparison.Ordinal);
        rig.Registry = new(Ratings.Registry, [], default);
        Assert.NotNull(await rig.GetAsync("/api/v1/live"));
    }

    private static async Task<(int Status, string Body)> AskAsync(
        DashboardRig rig, string line, string headers, byte[] body)
    {
        var host = headers.Contains("Host:",
            StringComparison.Ordinal) ? "" : $"Host: {rig.Address.Authority}\r\n";
        var more = headers.Length > 0 ? headers + "\r\n" : "";
        var head = $"{line} HTTP/1.1\r\n{host}{more}Content-Length: {body.Length}\r\n"
            + "Connection: close\r\n\r\n";
        var answer = await SendAsync(rig, [.. Encoding.UTF8.GetBytes(head), .. body]);
        var parts = answer.Split("\r\n\r\n", 2);
        if (int.Parse(parts[0].Split(' ')[1]) >= 400)
            Assert.Contains("application/problem+json", parts[0], StringComparison.Ordinal);
        return (int.Parse(parts[0].Split(' ')[1]), parts[1]);
    }

    private static async Task<string> SendAsync(DashboardRig rig, byte[] bytes)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, rig.Address.Port);
        await socket.GetStream().WriteAsync(bytes);
        using var reader = new StreamReader(socket.GetStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
