using RatingDevice.Hosting;

namespace RatingDevice.Collector.Store;

/// <summary>Whose store.</summary>
internal enum StoreName
{
    /// <summary>Files in the data directory, for one collector.</summary>
    Own,

    /// <summary>A PostgreSQL database, for any number of collectors.</summary>
    Postgres,
}

/// <summary>Where ratings are kept.</summary>
internal sealed class StoreOptions
{
    [Option("own: in the data directory, of the stack's kind, or what that has already; postgres: the "
        + "database at connection, which several collectors may share.")]
    public StoreName Kind { get; set; } = StoreName.Own;

    [Option("postgres: Host=db-1,db-2;Database=rating;Username=rating and what else Npgsql knows; of several "
        + "hosts the primary is used. No password.")]
    public string Connection { get; set; } = "";

    [Option("postgres: file with the password; without it the environment's PGPASSWORD or PGPASSFILE.")]
    public string? PasswordFile { get; set; }
}
