using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Verify;
using RatingDevice.Simulation.Branch;
using RatingDevice.Wire;

namespace RatingDevice.Simulation.Verdicts;

/// <summary>Holds what is stored against what customers did and saw, and against itself.</summary>
internal sealed class Verdict(
    SimWorld world, IRatingStore store, BranchRegistry registry, IReadOnlyList<SimDevice> devices)
{
    public StoredCounts Judge()
    {
        var total = new StoredCounts(0, 0, 0);
        foreach (var device in devices)
        {
            var events = store.Events(device.JournalId).ToList();
            var evidence = Evidence(device);
            Against(device, events);
            Invitations(device, events);
            Times(device, events);
            Account(device, events, evidence);
            var rated = events.Count(e => e.Kind == EventKind.Rated);
            total = new StoredCounts(total.Entries + evidence.Entries, total.Ratings + rated,
                total.Missed + evidence.Missed);
        }

        var strangers = store.Journals().Select(j => j.Journal)
            .Except(devices.Select(d => d.JournalId)).ToList();
        if (strangers.Count > 0) world.Fail($"journals nobody wrote: {string.Join(' ', strangers)}");
        var report = Verification.Run(store, registry);
        foreach (var fault in report.Faults)
            world.Fail($"verification: {fault.Journal} {fault.N}: {fault.What}");
        return total;
    }

    // Thanked is stored, stored was pressed, and neither more often than it happened.
    private void Against(SimDevice device, List<CounterEvent> events)
    {
        var stored = events.Where(e => e.Kind == EventKind.Rated)
            .GroupBy(e => new Press(e.Service, e.Level!.Value)).ToDictionary(g => g.Key, g => g.Count());
        foreach (var (press, times) in device.Presses.AllThanked)
        {
            var held = stored.GetValueOrDefault(press);
            if (held < times) world.Fail($"LOST: {device.Name} thanked {press} {times} times, stored {held}");
        }

        foreach (var (press, times) in stored)
        {
            if (device.Presses.AllPressed.GetValueOrDefault(press) < times)
                world.Fail($"PHANTOM: {device.Name} stored {press} {times} times, pressed "
                    + $"{device.Presses.AllPressed.GetValueOrDefault(press)}");
        }

        foreach (var twice in events.GroupBy(e => e.N).Where(g => g.Count() > 1))
            world.Fail($"DOUBLE: {device.Name} entry {twice.Key} is stored {twice.Count()} times");
    }

    private void Invitations(SimDevice device, List<CounterEvent> events)
    {
        var closed = events
            .Where(e => e.Kind == EventKind.Unrated || e is { Kind: EventKind.Rated, Replaces: null })
            .GroupBy(e => e.Invited).ToDictionary(g => g.Key, g => g.Count());
        var asked = events.Where(e => e.Kind == EventKind.Invited).ToDictionary(e => e.N);
        foreach (var n in asked.Keys)
        {
            if (closed.GetValueOrDefault(n) != 1)
                world.Fail($"{device.Name} invitation {n} is closed {closed.GetValueOrDefault(n)} times");
        }

        foreach (var e in events.Where(e => e.Kind is EventKind.Rated or EventKind.Unrated))
        {
            if (!asked.TryGetValue(e.Invited, out var invitation))
                world.Fail($"{device.Name} entry {e.N} answers {e.Invited}, which is no invitation");
            else if (invitation.Slot != e.Slot)
                world.Fail($"{device.Name} entry {e.N} is in {e.Slot}, its invitation in {invitation.Slot}");
        }
    }

    // By a clock that was right, or by arrival, an invitation stands within seconds of when it was asked for.
    private void Times(SimDevice device, List<CounterEvent> events)
    {
        var rules = registry.Outlet(SimDevice.Outlet);
        foreach (var e in events.Where(e => e.Kind is EventKind.Invited or EventKind.Stray))
        {
            var slot = BusinessDay.Slot(e.At, rules);
            if (e.Slot != slot) world.Fail($"{device.Name} entry {e.N} of {e.At:O} counts in {e.Slot}");
        }

        if (!device.ClockTrusted) return;
        foreach (var e in events.Where(e => e.Kind == EventKind.Invited && e.By != PlacedBy.Neighbours))
        {
            if (e.Service is not { } service) continue;
            if (!device.Presses.AllAsked.TryGetValue(service, out var asked)) continue;
            var off = e.At - asked;
            if (off < TimeSpan.FromSeconds(-1) || off > TimeSpan.FromSeconds(45))
                world.Fail($"{device.Name} invitation {e.N} asked {asked:O} stands at {e.At:O} by {e.By}");
        }
    }

    // Without a crash nothing may be unexplained: every press is a rating, a stray, a test, a digit of a PIN,
    // or counted as missing.
    private void Account(SimDevice device, List<CounterEvent> events, Lines lines)
    {
        var rated = events.Count(e => e.Kind == EventKind.Rated);
        var strays = events.Where(e => e.Kind == EventKind.Stray).Sum(e => e.Count);
        var found = rated + strays + lines.Tests + lines.Digits + lines.Missed;
        if (found > device.Presses.Presses || (device.Lives == 1 && found != device.Presses.Presses))
            world.Fail($"ACCOUNT: {device.Name} saw {device.Presses.Presses} presses in {device.Lives} lives:"
                + $" {rated} rated, {strays} stray, {lines}");
    }

    // In service mode nothing may be asked, answered or kept as a stray.
    private Lines Evidence(SimDevice device)
    {
        var (lines, inService) = (new Lines(0, 0, 0, 0), false);
        foreach (var segment in store.Evidence(device.JournalId))
        {
            var rest = segment.Lines;
            while (Batch.TryTakeLine(ref rest, out var line))
            {
                if (!WireText.TryReadEntry(line.Span, out var entry, out _)) entry = new Entry();
                lines = lines.With(entry);
                inService = entry switch { ServiceMode mode => mode.On, Boot => false, _ => inService };
                if (inService && entry is (Invited or Rated or Stray))
                    world.Fail($"{device.Name} entry {entry.N} is {entry.GetType().Name} in service mode");
                if (!inService && entry is (Test or Check))
                    world.Fail($"{device.Name} entry {entry.N} is a test outside service mode");
            }
        }

        return lines;
    }

    private sealed record Lines(long Entries, long Missed, long Tests, long Digits)
    {
        public Lines With(Entry entry) => entry switch
        {
            Fault fault => this with { Entries = Entries + 1, Missed = Missed + fault.Missed },
            Test => this with { Entries = Entries + 1, Tests = Tests + 1 },
            SignOnRefused refused => this with
            {
                Entries = Entries + 1, Digits = Digits + (refused.Presses ?? 0),
            },
            SignOn { With: SignOnProof.Pin } => this with
            {
                Entries = Entries + 1, Digits = Digits + Branch.Technician.Pin.Length,
            },
            _ => this with { Entries = Entries + 1 },
        };
    }
}
