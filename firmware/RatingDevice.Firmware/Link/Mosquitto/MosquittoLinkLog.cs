using Microsoft.Extensions.Logging;

namespace RatingDevice.Firmware.Link.Mosquitto;

/// <summary>What only this adapter has to say.</summary>
internal static partial class MosquittoLinkLog
{
    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The broker did not take a message: {Reason}. Check its access list for this device.")]
    public static partial void NotTaken(this ILogger log, string reason);
}
