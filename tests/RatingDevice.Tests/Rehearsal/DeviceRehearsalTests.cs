using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RatingDevice.Firmware;
using RatingDevice.Firmware.Options;
using RatingDevice.Firmware.Rehearsal;
using RatingDevice.Tests.Capture;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Rehearsal;

/// <summary>It rehearses on nothing of the real device, gives up in time, and never fails.</summary>
public sealed class DeviceRehearsalTests
{
    private readonly KeptLog _log = new();
    private readonly DeviceOptions _options = new()
    {
        Outlet = "o-1",
        Device = "d-1",
        DataDirectory = Path.Combine(Path.GetTempPath(), $"rehearsal-{Guid.NewGuid():n}"),
    };

    [Fact]
    public async Task It_comes_to_its_end_and_leaves_nothing_on_disk()
    {
        await RunAsync(TimeProvider.System);
        Assert.Equal(LogLevel.Information, Assert.Single(_log.Said).Level);
        Assert.False(Directory.Exists(_options.DataDirectory));
    }

    /// <summary>Options that make the counter pass over quick presses do not hold it up.</summary>
    [Fact]
    public async Task It_comes_to_its_end_on_a_device_without_grace_time_and_with_bouncing_keys()
    {
        _options.Counter.GraceMs = 0;
        _options.Counter.DebounceMs = 200;
        _options.Counter.Levels = _options.Counter.Levels[..2];
        await RunAsync(TimeProvider.System);
        Assert.Equal(LogLevel.Information, Assert.Single(_log.Said).Level);
    }

    [Fact]
    public async Task What_fails_in_it_is_said_and_goes_no_further()
    {
        _options.Counter.Levels = [];
        await RunAsync(TimeProvider.System);
        Assert.Equal(LogLevel.Warning, Assert.Single(_log.Said).Level);
    }

    [Fact]
    public async Task A_page_that_never_answers_holds_it_up_no_longer_than_its_limit()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var time = new HandTime();
        var began = time.GetTimestamp();
        var run = RunAsync(time, new Uri($"http://{silent.LocalEndpoint}/"));
        await Eventually.IsTrueAsync(
            () =>
            {
                if (time.GetElapsedTime(began) < DeviceRehearsal.Most * 2)
                    time.Advance(TimeSpan.FromMilliseconds(100));
                return run.IsCompleted;
            },
            "the end of the rehearsal", seconds: 60);
        await run;
        Assert.Equal(LogLevel.Warning, Assert.Single(_log.Said).Level);
    }

    private Task RunAsync(TimeProvider time, Uri? page = null)
    {
        var clock = new DeviceClock(time, () => true, BootId.Parse("b-1"));
        return new DeviceRehearsal(_options, clock, _log).RunAsync(page, CancellationToken.None);
    }
}
