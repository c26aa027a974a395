namespace RatingDevice.Collector.Broker;

/// <summary>A broker that the collector runs itself, whatever it is made of.</summary>
/// <param name="Directory">Private directory for what the broker keeps, mode 0700.</param>
/// <param name="CredentialsDirectory">One file a device with its secret, mode 0600.</param>
/// <param name="Address">IP address to listen on.</param>
/// <param name="Port">Port; 0 chooses a free one, and the same again at the next start.</param>
/// <param name="Program">The program, where the broker is one.</param>
internal sealed record OwnBrokerSettings(
    string Directory, string CredentialsDirectory, string Address, int Port, string Program);
