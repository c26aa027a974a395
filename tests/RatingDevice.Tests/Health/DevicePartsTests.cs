using RatingDevice.Firmware.Health;
using RatingDevice.Tests.Capture;

namespace RatingDevice.Tests.Health;

public sealed class DevicePartsTests
{
    private readonly HandTime _time = new();
    private readonly List<string> _ended = [];

    [Fact]
    public async Task Parts_stop_in_the_order_of_the_data()
    {
        using var parts = new DeviceParts(_time, TimeSpan.FromSeconds(5));
        parts.Start(2, "link", stop => Until(stop, "link"));
        parts.Start(0, "panel", stop => Until(stop, "panel"));
        parts.Start(1, "counter", stop => Until(stop, "counter"));
        using var told = new CancellationTokenSource();
        var first = parts.FirstEndAsync(told.Token);
        await told.CancelAsync();
        Assert.Null(await first);
        Assert.Empty(await parts.StopAsync());
        Assert.Equal(["panel", "counter", "link"], _ended);
    }

    [Fact]
    public async Task A_part_that_breaks_is_named_with_its_reason()
    {
        using var parts = new DeviceParts(_time, TimeSpan.FromSeconds(5));
        parts.Start(0, "panel", stop => Until(stop, "panel"));
        parts.Start(1, "counter", _ => throw new InvalidOperationException("broken"));
        var end = await parts.FirstEndAsync(CancellationToken.None);
        Assert.Equal(("counter", "broken"), (end!.Name, end.Error!.Message));
        Assert.Equal(["counter"], (await parts.StopAsync()).Select(e => e.Name));
    }

    [Fact]
    public async Task A_part_that_does_not_stop_holds_up_nobody_for_ever()
    {
        using var parts = new DeviceParts(_time, TimeSpan.FromSeconds(5));
        parts.Start(0, "panel", _ => new TaskCompletionSource().Task);
        parts.Start(1, "counter", stop => Until(stop, "counter"));
        var stopping = parts.StopAsync();
        await Eventually.IsTrueAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            return stopping.IsCompleted;
        }, "the stop");
        Assert.IsType<TimeoutException>((await stopping).Single().Error);
        Assert.Equal(["counter"], _ended);
    }

    private async Task Until(CancellationToken stop, string name)
    {
        var told = new TaskCompletionSource();
        await using var registration = stop.Register(told.SetResult);
        await told.Task;
        _ended.Add(name);
    }
}
