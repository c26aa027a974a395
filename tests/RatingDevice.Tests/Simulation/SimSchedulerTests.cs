using System.Threading.Channels;
using RatingDevice.Simulation.Scheduling;

namespace RatingDevice.Tests.Simulation;

public sealed class SimSchedulerTests
{
    private readonly SimScheduler _scheduler = new(new Random(1));
    private readonly SimContext _context;
    private readonly SimClock _clock;
    private readonly SimTime _time;

    public SimSchedulerTests()
    {
        _context = new SimContext(_scheduler, "program");
        _clock = new SimClock(_scheduler, new DateTimeOffset(2026, 11, 2, 8, 0, 0, TimeSpan.Zero));
        _time = new SimTime(_clock, _context);
    }

    [Fact]
    public void A_day_of_waiting_takes_no_time_and_keeps_its_order()
    {
        var seen = new List<int>();
        foreach (var hours in (int[])[20, 1, 24, 5]) _context.Start(() => Wait(hours));
        Assert.Equal(RunEnd.Done, _scheduler.Run(TimeSpan.FromDays(2), () => seen.Count == 4));
        Assert.Equal([1, 5, 20, 24], seen);
        Assert.InRange(_scheduler.Now, TimeSpan.FromHours(24), TimeSpan.FromHours(24.1));

        async Task Wait(int hours)
        {
            await Task.Delay(TimeSpan.FromHours(hours), _time);
            seen.Add(hours);
        }
    }

    [Fact]
    public void A_killed_program_never_goes_on()
    {
        var turns = 0;
        _context.Start(Turn);
        _scheduler.Run(TimeSpan.FromSeconds(10.5));
        _context.Kill();
        Assert.Equal(RunEnd.Stalled, _scheduler.Run(TimeSpan.FromSeconds(100)));
        Assert.Equal(10, turns);

        async Task Turn()
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), _time);
                turns++;
            }
        }
    }

    [Fact]
    public void Time_outs_and_channels_work_on_the_one_thread()
    {
        var channel = Channel.CreateBounded<int>(1);
        var threads = new HashSet<int>();
        var got = 0;
        _context.Start(Produce);
        var consumed = _context.Start(Consume);
        _scheduler.Run(TimeSpan.FromSeconds(60), () => consumed.IsCompleted);
        Assert.Equal((20, 1), (got, threads.Count));

        async Task Produce()
        {
            for (var i = 0; i < 20; i++) await channel.Writer.WriteAsync(i);
        }

        async Task Consume()
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), _time);
            try
            {
                while (await channel.Reader.WaitToReadAsync(limit.Token))
                {
                    while (channel.Reader.TryRead(out _)) got++;
                    threads.Add(Environment.CurrentManagedThreadId);
                }
            }
            catch (OperationCanceledException)
            {
                threads.Add(Environment.CurrentManagedThreadId);
            }
        }
    }

    [Fact]
    public void A_program_that_hops_to_another_thread_is_caught()
    {
        var elsewhere = new TaskCompletionSource();
        _context.Start(async () => await elsewhere.Task);
        // Only now: a task that is done before it is awaited is no hop.
        var other = new Thread(elsewhere.SetResult);
        other.Start();
        other.Join();
        Assert.Throws<SimRuleException>(() => _scheduler.Run(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void A_program_that_spins_is_caught()
    {
        _scheduler.MostSteps = 1000;
        _context.Start(Spin);
        Assert.Equal(RunEnd.StepLimit, _scheduler.Run(TimeSpan.FromDays(1)));

        static async Task Spin()
        {
            while (true) await Task.Yield();
        }
    }

    [Fact]
    public void The_two_clocks_of_a_machine_go_their_own_ways()
    {
        _scheduler.Spend(TimeSpan.FromHours(1));
        _clock.PowerOn(battery: false);
        _scheduler.Spend(TimeSpan.FromSeconds(90));
        Assert.Equal(TimeSpan.FromSeconds(90), _time.GetElapsedTime(0));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(90), _time.GetUtcNow());
        Assert.False(_clock.Synced);
        _clock.Sync();
        Assert.Equal(_clock.True, _time.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(90), _time.GetElapsedTime(0));
    }
}
