using System.ComponentModel.DataAnnotations;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.HeadOffice.Receiving;

/// <summary>Receiving statements from units below.</summary>
internal sealed class ReceivingOptions
{
    [Option("IP address that units below reach; another than the pages'.")]
    [Required(AllowEmptyStrings = false)]
    public string Address { get; set; } = "127.0.0.1";

    [Option("TCP port; 0 chooses a free one and prints it.")]
    [Range(0, 65535)]
    public int Port { get; set; } = 8443;

    [Option("PEM file with the certificate, and those above it; without one only this machine is listened "
        + "to, for a proxy that ends TLS.")]
    public string CertificateFile { get; set; } = "";

    [Option("PEM file with the certificate's key, mode 0600.")]
    public string KeyFile { get; set; } = "";

    [Option("PEM file with the authorities whose client certificates are taken; the common name is a unit's "
        + "id. Empty: tokens only.")]
    public string ClientCaFile { get; set; } = "";

    [Option("Connections at once; one more waits.", Unit = "connections")]
    [Range(16, 100_000)]
    public int MostConnections { get; set; } = 4096;

    [Option("Folder that drops arrive in, one folder a unit; empty: none are looked for.")]
    public string Inbox { get; set; } = "";

    [Option("Folder that receipts of drops are put in, one folder a unit.")]
    public string Outbox { get; set; } = "";
}
