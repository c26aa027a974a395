using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Panel;

/// <summary>A panel of keys on lines, the teller's among them.</summary>
internal abstract class LineRig : PanelRig
{
    /// <summary>Down and up again.</summary>
    public abstract Task TapAsync(PanelKey key);

    public override Task PressAsync(LevelCode level) => TapAsync(new PanelKey(level));
}
