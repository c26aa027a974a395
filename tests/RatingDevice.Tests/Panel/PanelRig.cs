using RatingDevice.Firmware;
using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Panel;

/// <summary>A panel with the hands, eyes and plug of the people around it.</summary>
internal abstract class PanelRig : IAsyncDisposable
{
    public static readonly LevelCode[] Levels =
    [
        LevelCode.Parse("very-satisfied"), LevelCode.Parse("satisfied"), LevelCode.Parse("fair"),
        LevelCode.Parse("dissatisfied"),
    ];

    public static readonly TellerId Teller = TellerId.Parse("1001");

    public DeviceClock Clock { get; } = HurriedClock();

    public abstract IPanel Panel { get; }

    public static DeviceClock HurriedClock() => new(new HurriedTime(), () => true, BootId.Parse("boot-1"));

    /// <summary>False where the panel can only be missing at the start.</summary>
    public virtual bool CanBeLostWhileRunning => true;

    /// <summary>One press of a key. Returns when it is pressed, which may be before it is told.</summary>
    public abstract Task PressAsync(LevelCode level);

    /// <summary>Both keys as near to each other as the panel allows.</summary>
    public abstract Task PressBothAsync(LevelCode one, LevelCode other);

    /// <summary>Whether a person would see this view now.</summary>
    public abstract Task<bool> ShowsAsync(PanelView view);

    public abstract void Lose();

    public abstract void Return();

    public virtual async ValueTask DisposeAsync() => await Panel.DisposeAsync();
}
