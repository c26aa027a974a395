using Npgsql;
using RatingDevice.Collector.Audit;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>Questions of audits in the database, so that any receiver of a unit passes them down, takes the
/// answer and checks it, wherever they were asked.</summary>
internal sealed class PostgresAudits(PostgresSettings settings) : IAuditBook
{
    /// <summary>The step that makes the table.</summary>
    public const string Step =
        """
        CREATE TABLE audit(id text COLLATE "C" PRIMARY KEY, by text COLLATE "C" NOT NULL,
            asked bigint NOT NULL, ask bytea NOT NULL, answer bytea, passed boolean NOT NULL DEFAULT false,
            result bytea, holds boolean);
        CREATE INDEX audit_open ON audit(asked, id) WHERE answer IS NULL;
        CREATE INDEX audit_under_way ON audit(asked, id)
            WHERE answer IS NOT NULL AND NOT passed AND result IS NULL;
        """;

    private const string Asks = "SELECT ask FROM audit ", InOrder = " ORDER BY asked, id",
        UnderWay = "WHERE answer IS NOT NULL AND NOT passed AND result IS NULL AND by ";

    private readonly PostgresSource _source = PostgresSource.Rent(settings);

    public IReadOnlyList<AuditAsk> All() => Read(Asks + InOrder);

    public IReadOnlyList<AuditAsk> Open() => Read(Asks + "WHERE answer IS NULL" + InOrder);

    public IReadOnlyList<AuditAsk> ToPass(UnitId own) =>
        Read(Asks + UnderWay + "<> $1" + InOrder, own.ToString());

    public IReadOnlyList<AuditAsk> ToCheck(UnitId own) =>
        Read(Asks + UnderWay + "= $1" + InOrder, own.ToString());

    public AuditAsk? Find(AuditId id) => Read(Asks + "WHERE id = $1", id.ToString()).SingleOrDefault();

    public void Put(AuditAsk ask)
    {
        if (Find(ask.Id) is not null) return;
        var open = Rows("SELECT count(*) FROM audit WHERE answer IS NULL", r => r.GetInt64(0)).Single();
        if (open >= IAuditBook.MostOpen) throw AuditFolder.TooMany();
        Write("INSERT INTO audit(id, by, asked, ask) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING",
            ask.Id.ToString(), ask.By.ToString(), ask.At.ToUnixTimeMilliseconds(), AuditText.Write([ask]));
    }

    public void Answered(AuditId id, ReadOnlySpan<byte> answer) => Write(
        "UPDATE audit SET answer = $2 WHERE id = $1 AND answer IS NULL", id.ToString(), answer.ToArray());

    public byte[] Answer(AuditId id) => One("answer", id)
        ?? throw new FileNotFoundException($"question {id} has no answer");

    public void Passed(AuditId id) => Write("UPDATE audit SET passed = true WHERE id = $1", id.ToString());

    public void Found(AuditResult result) => Write(
        "UPDATE audit SET result = $2, holds = $3 WHERE id = $1", result.Id.ToString(),
        AuditText.Write(result), result.Holds);

    public AuditResult? Result(AuditId id) => One("result", id) is { } bytes
        ? AuditText.ReadResult(bytes) : null;

    public int Forget(DateTimeOffset before) => Write(
        "DELETE FROM audit WHERE asked < $1 AND (passed OR holds)", before.ToUnixTimeMilliseconds());

    public void Dispose() => _source.Return();

    private byte[]? One(string column, AuditId id) => Rows(
        $"SELECT {column} FROM audit WHERE id = $1", r => r.IsDBNull(0) ? null : r.GetFieldValue<byte[]>(0),
        id.ToString()).SingleOrDefault();

    private List<AuditAsk> Read(string sql, params object[] values) =>
        [.. Rows(sql, r => AuditText.ReadAsks(r.GetFieldValue<byte[]>(0)).Single(), values)];

    private List<T> Rows<T>(string sql, Func<NpgsqlDataReader, T> row, params object[] values)
    {
        using var read = new PostgresReader(_source);
        return read.All(sql, row, values);
    }

    private int Write(string sql, params object[] values)
    {
        try
        {
            var changed = 0;
            _source.Transact(connection => changed = connection.Run(sql, values));
            return changed;
        }
        catch (Exception e) when (PostgresErrors.Known(e))
        {
            throw PostgresErrors.Told($"The store {_source} cannot keep what an audit came to", e);
        }
    }
}
