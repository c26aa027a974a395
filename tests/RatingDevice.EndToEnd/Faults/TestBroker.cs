using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using RatingDevice.Demo.Processes;

namespace RatingDevice.EndToEnd.Faults;

/// <summary>
/// A mosquitto run by the test, whose passwords the test knows: the collector uses it as an external one.
/// </summary>
internal sealed class TestBroker : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rating-broker-").FullName;
    private Process? _process;

    private TestBroker(int port, IEnumerable<string> users, TestBroker? like, string? access)
    {
        Port = port;
        foreach (var user in users)
        {
            var password = like is not null ? File.ReadAllText(like.PasswordFile(user))
                : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            File.WriteAllText(PasswordFile(user), password);
            Run("mosquitto_passwd", File.Exists(Passwords) ? [] : ["-c"], "-b", Passwords, user, password);
        }

        if (access is not null) File.WriteAllText(Access, access);
        File.WriteAllText(Configuration, $"""
            listener {port} 127.0.0.1
            allow_anonymous false
            password_file {Passwords}
            persistence false
            {(access is null ? "" : $"use_username_as_clientid true\nacl_file {Access}")}
            {(Environment.UserName == "root" ? "user root" : "")}
            """);
    }

    public int Port { get; }

    public ForeignBroker Foreign => new(Port, PasswordFile);

    private string Configuration => Path.Combine(_folder, "mosquitto.conf");

    private string Access => Path.Combine(_folder, "access");

    private string Passwords => Path.Combine(_folder, "passwords");

    public static Task<TestBroker> StartAsync(params string[] users) => StartAsync(users, null, null);

    /// <summary>Starts one.</summary>
    /// <param name="users">Who may connect.</param>
    /// <param name="like">Gives them the passwords they have there.</param>
    /// <param name="access">Who may use which topic, as mosquitto's access list; null: all of them.</param>
    public static async Task<TestBroker> StartAsync(
        IEnumerable<string> users, TestBroker? like, string? access)
    {
        var broker = new TestBroker(FreePort(), users, like, access);
        broker._process = await Tether.StartAsync(Mosquitto(), ["-c", broker.Configuration], []);
        await Until.TrueAsync(broker.Answers, 30, "the test's broker answers");
        return broker;
    }

    /// <summary>Publishes with a user's password, by mosquitto_pub.</summary>
    public void Publish(string user, string topic, byte[] payload)
    {
        var file = Path.Combine(_folder, "payload");
        File.WriteAllBytes(file, payload);
        string[] content = payload.Length == 0 ? ["-n"] : ["-f", file];
        Run("mosquitto_pub", content, "-h", "127.0.0.1", "-p", $"{Port}", "-q", "1", "-t", topic,
            "-u", user, "-P", File.ReadAllText(PasswordFile(user)));
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        if (_process is not { HasExited: false } process) return;
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string PasswordFile(string user) => Path.Combine(_folder, user);

    private async Task<bool> Answers()
    {
        Assert.False(_process!.HasExited, "the test's broker ended");
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static void Run(string program, string[] first, params string[] then)
    {
        using var process = Process.Start(new ProcessStartInfo(program, [.. first, .. then])
        {
            RedirectStandardError = true,
        })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: {said}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Mosquitto() =>
        File.Exists("/usr/sbin/mosquitto") ? "/usr/sbin/mosquitto" : "mosquitto";
}
