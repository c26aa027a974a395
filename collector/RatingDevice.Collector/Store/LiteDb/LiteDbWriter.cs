using LiteDB;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>Writes one group, which was checked, into an open transaction.</summary>
internal sealed class LiteDbWriter(LiteDatabase db, LiteDbNames names, int quarantineMost)
{
    public void Write(IntakeGroup group)
    {
        foreach (var journal in group.Journals) names.Write(db, journal);
        WriteEvidence(group);
        var anchors = db.GetCollection(LiteDbSchema.Anchor);
        foreach (var of in group.Anchors.GroupBy(a => a.Journal))
        {
            var next = LiteDbReads.Anchors(db, names, of.Key).Count;
            foreach (var anchor in of)
            {
                var id = LiteDbSchema.Key(names.Number(of.Key)!.Value, ++next);
                anchors.Insert(LiteDbDocuments.Of(id, anchor));
            }
        }

        Add(group.Deltas);
        if (group.Quarantine.Count > 0) Quarantine(group.Quarantine);
    }

    private void WriteEvidence(IntakeGroup group)
    {
        var segments = db.GetCollection(LiteDbSchema.Segment);
        var rows = db.GetCollection(LiteDbSchema.Rows);
        var days = new DayBook(db);
        var of = group.Events.GroupBy(e => e.Journal).ToDictionary(g => g.Key, g => g.ToArray());
        foreach (var s in group.Segments)
        {
            var journal = names.Number(s.Journal)!.Value;
            var own = of.GetValueOrDefault(s.Journal, []).Where(e => e.N >= s.First && e.N <= s.Last);
            var keys = new List<long>();
            foreach (var day in own.GroupBy(e => e.Slot.Day))
            {
                var key = days.Next(day.Key, day.Min(e => e.At));
                rows.Insert(LiteDbRows.Of(
                    key, journal, day.OrderBy(e => e.N).Select(e => (e, names.Number(db, e.Post)))));
                keys.Add(key);
            }

            segments.Insert(LiteDbDocuments.Of(
                LiteDbSchema.Key(journal, s.First), s, names.Number(db, s.Post), names.Number(db, s.Rules),
                keys));
        }

        days.Write();
    }

    // One document for an hour at a device: a group touches few of them, however many cells it changes.
    private void Add(IReadOnlyList<RollupCell> deltas)
    {
        var rollups = db.GetCollection(LiteDbSchema.Rollup);
        foreach (var of in deltas.GroupBy(c => (c.Slot, c.Post)))
        {
            var slot = (of.Key.Slot.Day.DayNumber * 24L) + of.Key.Slot.Hour;
            var id = LiteDbSchema.RollupKey(slot, names.Number(db, of.Key.Post));
            var d = rollups.FindById(id) ?? new BsonDocument { ["_id"] = id };
            foreach (var cell in of)
            {
                var name = $"{cell.Teller}|{cell.Measure}";
                var count = (d.TryGetValue(name, out var held) ? held.AsInt64 : 0) + cell.Count;
                if (count == 0) d.Remove(name);
                else d[name] = count;
            }

            rollups.Upsert(d);
        }
    }

    private void Quarantine(IReadOnlyList<QuarantinedPayload> payloads)
    {
        var kept = db.GetCollection(LiteDbSchema.Quarantine);
        var last = LiteDbReads.LastQuarantined(db);
        kept.Insert(payloads.Select((q, i) => LiteDbDocuments.Of(last + i + 1, q)));
        last += payloads.Count;
        kept.DeleteMany("$._id <= @0", last - quarantineMost);
        db.GetCollection(LiteDbSchema.State).Upsert(new BsonDocument { ["_id"] = 1, ["last"] = last });
    }
}
