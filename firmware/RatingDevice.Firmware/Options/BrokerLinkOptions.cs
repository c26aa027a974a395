using System.ComponentModel.DataAnnotations;
using System.Globalization;
using RatingDevice.Firmware.Link;
using RatingDevice.Hosting;

namespace RatingDevice.Firmware.Options;

/// <summary>The way to the collector.</summary>
internal sealed class BrokerLinkOptions : IValidatableObject
{
    [Option("Brokers, the preferred first; all lead to the same collector.", Range = "1 to 8 of host:port")]
    [Length(1, 8)]
    public string[] Brokers { get; set; } = ["127.0.0.1:1883"];

    [Option("File with this device's broker password; none where none is asked for.", Range = "a path")]
    public string? PasswordFile { get; set; }

    [Option("How long to wait for the collector's ack before sending again.", Unit = "ms")]
    [Range(500, 60_000)]
    public int AckTimeoutMs { get; set; } = 5_000;

    [Option("Pause after the first failed connect; doubles with each further one.", Unit = "ms")]
    [Range(100, 60_000)]
    public int BackoffFirstMs { get; set; } = 1_000;

    [Option("Longest pause between two connects.", Unit = "ms"), Range(100, 600_000)]
    public int BackoffMostMs { get; set; } = 120_000;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (i, broker) in Brokers.Index().Where(b => Address(b.Item) is null))
            yield return new($"'{broker}' is not host:port, port 1 to 65535.", [$"brokers:{i}"]);
        if (BackoffMostMs < BackoffFirstMs)
            yield return new("is below backoffFirstMs; make it the larger.", ["backoffMostMs"]);
    }

    /// <summary>Null where the text is not "host:port"; an IPv6 address stands in brackets.</summary>
    public static BrokerAddress? Address(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon < 1) return null;
        var host = text[..colon];
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown) return null; // "mqtt://host" is none
        var isBare = host.Contains(':') && host[0] != '['; // whose last part may be the port, or not
        host = host.Trim('[', ']');
        var isNumber = ushort.TryParse(
            text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port);
        return !isBare && isNumber && port > 0 ? new BrokerAddress(host, port) : null;
    }
}
