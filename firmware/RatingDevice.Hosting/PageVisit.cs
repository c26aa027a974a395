using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace RatingDevice.Hosting;

/// <summary>
/// Asks a server of this very program, over loopback, as a browser would: just enough HTTP for a rehearsal.
/// The library's client would leave several megabytes behind in a program that never needs it again.
/// </summary>
/// <param name="site">The server's address.</param>
/// <param name="stop">Ends a visit that takes too long.</param>
public sealed class PageVisit(Uri site, CancellationToken stop) : IDisposable
{
    /// <summary>An answer beyond this is none that a rehearsal asks for.</summary>
    private const int MostBytes = 1 << 20;

    private readonly byte[] _chunk = new byte[16 * 1024];
    private Socket? _socket;

    /// <summary>Gets a path and reads the whole answer.</summary>
    /// <exception cref="IOException">The server refused or broke off.</exception>
    public Task GetAsync(string path) => AskAsync(path, null);

    /// <summary>Posts a JSON object and reads the whole answer.</summary>
    /// <exception cref="IOException">The server refused or broke off.</exception>
    public Task PostAsync(string path, string json) => AskAsync(path, json);

    /// <summary>Opens an endless answer; read it with <see cref="SeeAsync"/>.</summary>
    public Task OpenAsync(string path) => SendAsync(path, null);

    /// <summary>Reads on until a text has come by; what came before it is forgotten.</summary>
    /// <exception cref="IOException">The stream ended without it.</exception>
    public async Task SeeAsync(string text)
    {
        for (var seen = ""; !seen.Contains(text, StringComparison.Ordinal);)
        {
            if (seen.Length > MostBytes) throw new IOException($"'{text}' does not come");
            seen += await ReadAsync();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket?.Dispose();

    private async Task AskAsync(string path, string? json)
    {
        await SendAsync(path, json);
        var answer = await ReadAsync();
        while (!IsWhole(answer))
        {
            if (answer.Length > MostBytes) throw new IOException($"{path} answers without end");
            answer += await ReadAsync();
        }

        var status = answer.Split(' ', 3)[1];
        if (status[0] != '2') throw new IOException($"{path} answers {status}");
    }

    private async Task SendAsync(string path, string? json)
    {
        if (_socket is null)
        {
            _socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await _socket.ConnectAsync(site.DnsSafeHost, site.Port, stop);
        }

        var what = json is null
            ? $"GET {path} HTTP/1.1\r\nHost: {site.Authority}\r\n\r\n"
            : $"POST {path} HTTP/1.1\r\nHost: {site.Authority}\r\nContent-Type: application/json\r\n"
                + $"Content-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}";
        await _socket.SendAsync(Encoding.UTF8.GetBytes(what), stop);
    }

    // One character a byte: lengths are counted in bytes, and what is looked for is ASCII.
    private async Task<string> ReadAsync()
    {
        var read = await _socket!.ReceiveAsync(_chunk, stop);
        return read > 0 ? Encoding.Latin1.GetString(_chunk, 0, read) : throw new IOException("broken off");
    }

    private static bool IsWhole(string answer)
    {
        const string Length = "Content-Length: ";
        var end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0) return false;
        var at = answer.IndexOf(Length, 0, end, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return answer.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal); // in chunks
        var line = answer.AsSpan(at + Length.Length);
        var length = int.Parse(line[..line.IndexOf('\r')], CultureInfo.InvariantCulture);
        return answer.Length >= end + 4 + length;
    }
}
