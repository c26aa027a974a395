using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Simulation.Branch;

/// <summary>
/// The people at one counter: a teller who comes, asks and goes, and customers of every kind.
/// </summary>
internal sealed class Customers(SimDevice device, SimCollector collector, Random chance)
{
    private static readonly TellerId[] Tellers = [.. new[] { "1001", "1002", "1003" }.Select(TellerId.Parse)];
    private int _services;

    private SimWorld World => device.World;

    public async Task RunAsync(TimeSpan until)
    {
        await World.Delay(Seconds(0, 10));
        SignOn();
        while (true)
        {
            await World.Delay(Seconds(1, 20));
            if (World.Scheduler.Now >= until) return;
            var what = chance.Next(20);
            if (what == 0) SignOff();
            else if (what <= 2) SignOn();
            else if (what <= 4) await Play();
            else await Serve(until);
        }
    }

    /// <summary>
    /// The last thing at a counter, so that there is something new to send when all is well again.
    /// </summary>
    public void Close()
    {
        device.Panel?.Ask(new PanelSignOn(TellerId.Parse("closing"), device.Clock.Up));
        device.Panel?.Ask(new PanelSignOff(device.Clock.Up));
    }

    private async Task Serve(TimeSpan until)
    {
        Invite();
        await World.Delay(Seconds(0.05, chance.Next(5) == 0 ? 16 : 6));
        if (chance.Next(8) == 0) return; // says nothing and goes
        await PressAsync();
        if (chance.Next(3) == 0)
        {
            await World.Delay(Seconds(0.2, 4)); // thinks again
            await PressAsync();
        }

        if (chance.Next(6) > 0) return;
        await World.Delay(Seconds(0.2, 2));
        if (World.Scheduler.Now < until) Invite(); // the next one is asked before this one has gone
    }

    private async Task Play()
    {
        for (var i = chance.Next(1, chance.Next(10) == 0 ? 120 : 4); i > 0; i--)
        {
            await PressAsync();
            await World.Delay(Seconds(0.1, 0.5));
        }
    }

    private void Invite()
    {
        var service = ServiceId.Parse($"{device.Name}-{++_services}");
        var up = device.Clock.Up;
        switch (chance.Next(10))
        {
            case 0:
                device.Panel?.Ask(new KeyEdge(PanelKey.Invite, true, up));
                device.Panel?.Ask(new KeyEdge(PanelKey.Invite, false, up));
                return;
            case < 4:
                collector.Order(device.Device, CommandVerb.Invite, service: service);
                break;
            default:
                device.Panel?.Ask(new PanelInvite(service, up));
                break;
        }

        device.Presses.Asked(service, World.Clock.True);
    }

    private async Task PressAsync()
    {
        // A customer looks before pressing: at a screen that has caught up with what happened.
        while (device.Life?.Context.HasWork == true) await World.Delay(TimeSpan.FromMilliseconds(1));
        if (device.Panel is not { Sees: true, View: { } view } panel) return;
        var level = SimDevice.Settings.Levels[chance.Next(SimDevice.Settings.Levels.Count)];
        var open = view.Mood == PanelMood.Invited || view is { Mood: PanelMood.Thanks, CanChange: true };
        var service = open ? view.Service : null;
        device.Presses.Pressed(service, level, device.Clock.Up);
        World.Trace.Add(device.Name, $"pressed {level} for {service}");
        panel.Press(level, chance.Next(4));
    }

    private void SignOn()
    {
        var teller = Tellers[chance.Next(Tellers.Length)];
        if (chance.Next(3) == 0) collector.Order(device.Device, CommandVerb.SignOn, teller);
        else device.Panel?.Ask(new PanelSignOn(teller, device.Clock.Up));
    }

    private void SignOff() => device.Panel?.Ask(new PanelSignOff(device.Clock.Up));

    private TimeSpan Seconds(double least, double most) =>
        TimeSpan.FromSeconds(least + chance.NextDouble() * (most - least));
}
