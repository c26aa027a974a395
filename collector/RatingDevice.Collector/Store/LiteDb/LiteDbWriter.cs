using LiteDB;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Statements;

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

        LiteDbMoments.Write(db, names, group.Moments);
        LiteDbCells.Add(db, names, group.Deltas);
        LiteDbMarks.Dirty.Set(db, group.Events.Select(e => (e.Post.Outlet, e.Slot.Day))
            .Concat(group.Moments.Select(m => (m.Post.Outlet, m.Slot.Day))));
        if (group.Quarantine.Count > 0) Quarantine(group.Quarantine);
    }

    public void Write(ServedGroup group) => LiteDbServed.Write(db, group, quarantineMost);

    public void Write(SettledDay day)
    {
        LiteDbCells.Replace(db, names, day);
        LiteDbMarks.Dirty.Take(db, day.Day);
        LiteDbMarks.Unsealed.Set(db, [(day.Day.Outlet, day.Day.Day)]);
    }

    public void Write(StatementGroup group)
    {
        LiteDbChains.Write(db, group);
        foreach (var period in group.Stated) LiteDbStatedWriter.Write(db, period);
    }

    public void Write(Receipt receipt) => LiteDbChains.Write(db, receipt);

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

    private void Quarantine(IReadOnlyList<QuarantinedPayload> payloads)
    {
        var kept = db.GetCollection(LiteDbSchema.Quarantine);
        var last = LiteDbReads.Last(db, LiteDbSchema.LastQuarantined);
        kept.Insert(payloads.Select((q, i) => LiteDbDocuments.Of(last + i + 1, q)));
        last += payloads.Count;
        kept.DeleteMany("$._id <= @0", last - quarantineMost);
        LiteDbReads.SetLast(db, LiteDbSchema.LastQuarantined, last);
    }
}
