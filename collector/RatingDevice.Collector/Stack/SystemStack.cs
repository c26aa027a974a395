using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Broker.Mosquitto;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Store.Postgres;
using RatingDevice.Collector.Store.Sqlite;

namespace RatingDevice.Collector.Stack;

/// <summary>The operating system's own libraries; always compiled in.</summary>
internal static class SystemStack
{
    public static StoreKind Sqlite { get; } = new(
        "SQLite", StoreKind.SqliteFile,
        (path, quarantine) => SqliteRatingStore.Open(new(path) { QuarantineMost = quarantine }),
        path => SqliteRatingStore.OpenSnapshot(new(path)))
    {
        OpenScratch = _ => SqliteRatingStore.Open(new("file:rehearsal?mode=memory") { Exclusive = true }),
    };

    /// <summary>For either stack, where store:kind asks for it.</summary>
    public static StoreKind Postgres { get; } = new(
        "PostgreSQL", StoreKind.PostgresFile,
        (path, quarantine) => PostgresRatingStore.Open(PostgresSettings.Read(path), quarantine),
        path => PostgresRatingStore.OpenSnapshot(PostgresSettings.Read(path)))
    {
        OpenScratch = path => PostgresScratch.Open(PostgresSettings.Read(path)),
        OpenAudits = path => new PostgresAudits(PostgresSettings.Read(path)),
        Elsewhere = true,
    };

    public static CollectorStack Parts { get; } = new(
        (own, time, logs) => new MosquittoBroker(
            new()
            {
                Directory = own.Directory,
                CredentialsDirectory = own.CredentialsDirectory,
                Address = own.Address,
                Port = own.Port,
                Program = own.Program,
            },
            time, logs.CreateLogger<MosquittoBroker>()),
        (endpoint, queue, time, logs) => new MosquittoIntake(
            endpoint, queue, time, logs.CreateLogger<MosquittoIntake>()),
        Sqlite);
}
