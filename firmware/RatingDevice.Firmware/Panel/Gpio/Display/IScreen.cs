namespace RatingDevice.Firmware.Panel.Gpio.Display;

/// <summary>An opened display. Any exception means it does not answer; it is opened anew then.</summary>
internal interface IScreen : IDisposable
{
    void Show(PanelView view);
}
