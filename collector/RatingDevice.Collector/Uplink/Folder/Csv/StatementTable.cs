using RatingDevice.Collector.Export.Csv;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.Uplink.Folder.Csv;

/// <summary>A statement's counts as a table for people; programs read the statement itself.</summary>
internal static class StatementTable
{
    private static readonly string[] Columns =
        ["outlet", "period", "n", "edition", "teller", "name", "measure", "count"];

    /// <summary>A row for each count of each teller; without a teller, what belongs to nobody.</summary>
    public static byte[] Write(Statement statement)
    {
        using var to = new MemoryStream();
        using (var csv = ExcelCsv.Open(to))
        {
            csv.WriteRecord(Columns);
            foreach (var teller in statement.Tellers)
            {
                foreach (var (measure, count) in teller.Counts)
                {
                    csv.WriteField(statement.Head.Outlet.ToString());
                    csv.WriteField(statement.Head.Period);
                    csv.WriteField(statement.Head.N);
                    csv.WriteField(statement.Head.Edition);
                    csv.WriteField(teller.Teller?.ToString());
                    csv.WriteField(teller.Name);
                    csv.WriteField(measure);
                    csv.WriteField(count);
                    csv.EndRecord();
                }
            }
        }

        return to.ToArray();
    }
}
