using LiteDB;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Store.LiteDb;
using RatingDevice.Tests.Verify.Office;

namespace RatingDevice.Tests.Store.LiteDb;

public sealed class LiteDbOfficeCheckTests : OfficeCheckContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rating-office").FullName;
    private LiteDbRatingStore? _store;

    internal override IRatingStore Store => _store ??= LiteDbRatingStore.Open(new(Path));

    private string Path => System.IO.Path.Combine(_folder, "branch.litedb");

    public override void Dispose()
    {
        Close();
        Directory.Delete(_folder, recursive: true);
        base.Dispose();
    }

    internal override void Close()
    {
        _store?.Dispose();
        _store = null;
    }

    internal override void Put(StatedRow row) => Change(
        LiteDbSchema.Stated, rows => rows.Upsert(new BsonDocument
        {
            ["_id"] = Id(row.Key), ["outlet"] = row.Key.Outlet.ToString(),
            ["first"] = row.Key.First.DayNumber, ["teller"] = row.Key.Teller?.ToString(),
            ["counts"] = row.Counts,
        }));

    internal override void Drop(StatedKey key) => Change(LiteDbSchema.Stated, rows => rows.Delete(Id(key)));

    internal override void AlterReport(OutletId outlet, DateOnly day, long entries) => Change(
        LiteDbSchema.Report, reports => Set(
            reports, reports.FindById(LiteDbStatedWriter.Key(PeriodKind.Day, day, outlet)), "entries",
            entries));

    internal override void DropTeller(TellerId teller, OutletId outlet) => Change(
        LiteDbSchema.StatedTeller, tellers => tellers.Delete($"{teller}/{outlet}"));

    internal override void AlterBody(OutletId outlet, long n, byte[] body) => Change(
        LiteDbSchema.Statement, all => Set(all, Statement(all, outlet, n), "body", body));

    internal override void AlterEnvelope(OutletId outlet, long n, byte[] envelope) => Change(
        LiteDbSchema.Statement, all => Set(all, Statement(all, outlet, n), "envelope", envelope));

    internal override void DropStatement(OutletId outlet, long n) => Change(
        LiteDbSchema.Statement, all => all.Delete(Statement(all, outlet, n)["_id"]));

    private void Change(string name, Func<ILiteCollection<BsonDocument>, bool> change)
    {
        Close();
        using var file = new LiteDatabase(Path);
        change(file.GetCollection(name));
    }

    private static bool Set(
        ILiteCollection<BsonDocument> all, BsonDocument of, string field, BsonValue value)
    {
        of[field] = value;
        return all.Update(of);
    }

    private static BsonDocument Statement(ILiteCollection<BsonDocument> all, OutletId outlet, long n) =>
        all.FindOne("$.chain = @0", LiteDbChains.Key(outlet, n));

    private static string Id(StatedKey key) =>
        LiteDbStatedWriter.Key(key.Grain, key.Part, key.First, key.Outlet) + key.Teller;
}
