using System.Text;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Broker.Mosquitto;

/// <summary>What mosquitto reads: its configuration, who may connect, and who may use which topic.</summary>
internal sealed class MosquittoFiles(MosquittoBrokerOptions options)
{
    public const string Collector = BrokerUsers.Collector;

    public string Configuration { get; } =
        Path.GetFullPath("mosquitto.conf", Path.GetFullPath(options.Directory));

    private string Passwords { get; } = Path.GetFullPath("passwords", Path.GetFullPath(options.Directory));

    private string Access { get; } = Path.GetFullPath("access", Path.GetFullPath(options.Directory));

    /// <summary>The configuration; it stays the same as long as the port does.</summary>
    /// <param name="port">To listen on.</param>
    /// <param name="root">
    /// True when this process is root: mosquitto would else become another user, who can read none of these.
    /// </param>
    public void WriteConfiguration(int port, bool root)
    {
        PrivateFiles.MakeDirectory(options.Directory);
        PrivateFiles.Write(Configuration, $"""
            # Written by rating-collector at each start; changes made here are lost.
            listener {port} {options.Address}
            allow_anonymous false
            password_file {Passwords}
            acl_file {Access}
            # A device cannot take the client id of another one and so end its connection.
            use_username_as_clientid true
            # On purpose: what is not acknowledged by the collector is sent again by the device.
            persistence false
            message_size_limit {options.MostMessageBytes}
            max_inflight_messages 100
            max_queued_messages {options.MostQueued}
            set_tcp_nodelay true
            log_dest stderr
            log_type error
            log_type warning
            log_type notice
            {(root ? "user root" : "# runs as the user who started it")}

            """);
    }

    /// <summary>Exactly these users may connect, some of them served feeds.</summary>
    public void WriteAccess(
        IEnumerable<KeyValuePair<string, string>> secrets, IEnumerable<ServicesTopic> feeds)
    {
        var lines = new StringBuilder();
        foreach (var (user, secret) in secrets)
            lines.Append(MosquittoPassword.Line(user, secret)).Append('\n');
        PrivateFiles.MakeDirectory(options.Directory);
        PrivateFiles.Write(Access, AccessList(feeds));
        PrivateFiles.Write(Passwords, lines.ToString());
    }

    // %u is the user name, which is the device id.
    private static string AccessList(IEnumerable<ServicesTopic> feeds)
    {
        var lines = new StringBuilder($"user {Collector}\ntopic readwrite {Topic.Prefix}#\n\n");
        foreach (var feed in feeds) lines.Append($"user {feed.User}\ntopic write {feed}\n\n");
        foreach (var kind in Enum.GetValues<TopicKind>())
        {
            var may = kind is TopicKind.Journal or TopicKind.Status ? "write" : "read";
            lines.Append($"pattern {may} {Topic.Prefix}+/%u/{Topic.Filter(kind).Split('/')[^1]}\n");
        }

        return lines.ToString();
    }
}
