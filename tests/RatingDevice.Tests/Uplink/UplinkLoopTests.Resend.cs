using RatingDevice.Collector.Uplink;
using RatingDevice.Simulation.Bank;

namespace RatingDevice.Tests.Uplink;

/// <summary>The note of what is to be sent again.</summary>
public sealed partial class UplinkLoopTests
{
    [Fact]
    public void Sending_again_goes_on_over_a_restart_where_it_was()
    {
        var folder = Directory.CreateTempSubdirectory("resend");
        var note = Path.Combine(folder.FullName, "uplink-resend.json");
        var office = Made(new SimLevel(_scheduler, Start, "ho", () => _tree));
        var branch = new SimLevel(_scheduler, Start, "b-1", () => _tree, office, note: new(note));
        foreach (var outlet in new[] { "o-1", "o-2", "o-3" })
        {
            var chain = Chain(outlet);
            for (var day = 0; day < 4; day++) Kept(branch, chain, chain.Day(First.AddDays(day)));
        }

        Run(TimeSpan.FromMinutes(5));
        Assert.Equal(0, branch.Store.Backlog().Count);
        branch.Uplink!.Resend(First.AddDays(2));
        branch.Office!.DownAfter = branch.Office.Tries + 3; // one outlet is done, the second begun
        Run(TimeSpan.FromHours(1));
        Assert.Equal((3L, 6L), (branch.Uplink.Book.Resend!.Done, branch.Uplink.Book.Resend.Total));
        branch.Dispose();
        var again = Made(new SimLevel(
            _scheduler, Start, "b-1", () => _tree, office, branch.Store, new(note)));
        Run(TimeSpan.FromMinutes(5));
        var resend = again.Uplink!.Book.Resend!;
        Assert.Equal((6L, 6L), (resend.Done, resend.Total));
        Assert.NotNull(resend.Finished);
        Assert.Equal(4, again.Office!.Tries); // what was done is not done again
        Assert.False(File.Exists(note));
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"from\":\"2026-11-0")]
    public void A_damaged_note_of_what_is_to_go_again_is_set_aside_and_all_goes_on(string text)
    {
        var folder = Directory.CreateTempSubdirectory("resend");
        var path = Path.Combine(folder.FullName, "uplink-resend.json");
        File.WriteAllText(path, text);
        var note = new ResendNote(path);
        Assert.Contains($"is set aside as {path}.damaged", note.Damage, StringComparison.Ordinal);
        Assert.Equal((false, text), (File.Exists(path), File.ReadAllText(path + ".damaged")));
        var office = Made(new SimLevel(_scheduler, Start, "ho", () => _tree));
        var branch = Made(new SimLevel(_scheduler, Start, "b-1", () => _tree, office, note: note));
        var chain = Chain("o-1");
        Kept(branch, chain, chain.Day(First));
        branch.Uplink!.Resend(First);
        Run(TimeSpan.FromMinutes(5));
        Same(chain, office);
        Assert.NotNull(branch.Uplink.Book.Resend!.Finished);
        folder.Delete(recursive: true);
    }
}
