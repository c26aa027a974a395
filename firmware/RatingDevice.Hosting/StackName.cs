namespace RatingDevice.Hosting;

/// <summary>A complete set of adapters.</summary>
public enum StackName
{
    /// <summary>The operating system's own libraries: libmosquitto, mosquitto, SQLite, kernel GPIO.</summary>
    System,

    /// <summary>NuGet packages: MQTTnet, MQTTnet.Server, LiteDB, System.Device.Gpio.</summary>
    Managed,
}
