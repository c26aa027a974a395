using System.ComponentModel.DataAnnotations;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.Uplink;

/// <summary>How statements go up.</summary>
internal enum UplinkBy
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>To the level above itself.</summary>
    Https,

    /// <summary>As files in a folder that the bank moves.</summary>
    Folder,
}

/// <summary>Handing statements to the level above.</summary>
internal sealed class UplinkOptions
{
    [Option("none: statements are made and kept here; https: to the level above; folder: as files that the "
        + "bank moves.")]
    public UplinkBy By { get; set; } = UplinkBy.None;

    [Option("Fingerprint of the key the level above signs receipts with, 43 characters; 'key' prints "
        + "it there.")]
    public string Key { get; set; } = "";

    [Option("How often the level above is asked for open questions of audits.", Unit = "s")]
    [Range(1, 3600)]
    public int QuestionsEverySeconds { get; set; } = 60;

    [Option("https: how to reach the level above.")]
    public UplinkHttpsOptions Https { get; set; } = new();

    [Option("folder: where the files go.")]
    public UplinkFolderOptions Folder { get; set; } = new();
}

/// <summary>Reaching the level above by HTTPS.</summary>
internal sealed class UplinkHttpsOptions
{
    [Option("Its address, for example https://ratings.bank.example:8443; http only on this machine.")]
    public string Url { get; set; } = "";

    [Option("File with this unit's token, as the level above made it; read anew for each request.")]
    public string TokenFile { get; set; } = "";

    [Option("PEM file with this unit's client certificate, in the place of or beside a token.")]
    public string CertificateFile { get; set; } = "";

    [Option("PEM file with the client certificate's key, mode 0600.")]
    public string KeyFile { get; set; } = "";

    [Option("PEM file with the authorities trusted for the level above; empty: those of this machine.")]
    public string CaFile { get; set; } = "";

    [Option("Address of a proxy, for example http://proxy:3128; empty: none.")]
    public string Proxy { get; set; } = "";

    [Option("A request that takes longer is given up and made again.", Unit = "s")]
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 30;

    [Option("Bodies are sent compressed.")]
    public bool Gzip { get; set; } = true;
}

/// <summary>Handing statements over as files.</summary>
internal sealed class UplinkFolderOptions
{
    [Option("Folder the statements are put in, one folder each, renamed when whole.")]
    public string Drops { get; set; } = "";

    [Option("Folder the receipts come back to. 'none': nothing comes back, and a drop that is on the disk "
        + "counts as delivered: then nobody can say what arrived.")]
    public string Receipts { get; set; } = "";

    [Option("Statements waiting for a receipt at once.", Unit = "statements")]
    [Range(1, 10_000)]
    public int MostUnderway { get; set; } = 1000;
}
