using System.Net;

namespace Ballast.Functions.Tests.Disks;

/// <summary>A disk that is full, and a folder that may not be written: the answer is 503 with the reason, and nothing is damaged.</summary>
public sealed class DiskTests
{
    private const int AtOnce = 30;

    [MountFact]
    public async Task On_a_full_disk_alerts_get_503_with_the_reason_and_work_again_with_space()
    {
        // Room for two segments of the log; the filler takes the second one's.
        using var disk = new SmallDisk(20);
        using var folder = new TempFolder();
        var settings = new Dictionary<string, string> { ["Journal__Folder"] = disk.JournalFolder };
        List<string> decided;
        string retried;
        await using (var app = await AppProcess.StartAsync(settings, folder))
        {
            disk.Fill();
            (decided, var refused) = await SendUntilRefusedAsync(app);
            Assert.Equal("UNAVAILABLE", refused.Answer.Code);
            Assert.Contains("no room for a new segment", (string)refused.Answer["detail"]!, StringComparison.Ordinal);
            Assert.Equal("5", refused.Answer.RetryAfter);

            // Reads go on, and health names what is wrong.
            Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("risk")).Status);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await app.PostAsync("halt")).Status);
            var health = await app.GetAsync("health");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, health.Status);
            var store = health["checks"].AsArray().Single(c => (string?)c!["name"] == "store")!;
            Assert.False((bool)store["ok"]!);
            Assert.Contains("no room for a new segment", (string)store["detail"]!, StringComparison.Ordinal);
            Assert.False(app.HasExited);

            // Everything fails for the one reason: it is told once a minute, not with each alert.
            Assert.All(["SEGMENT_NOT_PREPARED", "WRITE_REFUSED", "OUTBOX_DELAYED"], code => Assert.InRange(app.Log.Split('\n').Count(l => l.Contains($"] {code}: ", StringComparison.Ordinal)), 1, 2));
            Assert.DoesNotContain("JournalNotice", app.Log, StringComparison.Ordinal);

            disk.Free();
            var again = await app.AlertAsync(refused.Body);
            Assert.True(again.Status == HttpStatusCode.OK && (string?)again["status"] == "refused", again.ToString());
            retried = (string)again["decisionId"]!;
            await app.WhenHealthyAsync();
            await app.KillAsync();
        }

        await using var restarted = await AppProcess.StartAsync(settings, folder);
        foreach (var id in decided.Append(retried))
        {
            Assert.Equal(HttpStatusCode.OK, (await restarted.GetAsync($"decisions/{id}")).Status);
        }

        await restarted.OpenAsync("BTCUSDT");
        await restarted.OpenedAsync("BTCUSDT");
    }

    [MountFact]
    public async Task On_a_full_disk_a_position_keeps_its_stop_and_closes_when_there_is_space()
    {
        using var disk = new SmallDisk(20);
        using var folder = new TempFolder();
        await using var app = await AppProcess.StartAsync(new Dictionary<string, string> { ["Journal__Folder"] = disk.JournalFolder }, folder);
        await app.OpenAsync("BTCUSDT");
        await app.OpenedAsync("BTCUSDT");
        disk.Fill();
        await SendUntilRefusedAsync(app);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await app.AlertAsync(Alert.To("BTCUSDT", "flat"))).Status);
        Assert.Equal("CONFIRMED", (string?)(await app.GetAsync("positions")).Items.Single()!["stop"]!["status"]);

        disk.Free();
        Assert.Equal(HttpStatusCode.Accepted, (await app.AlertAsync(Alert.To("BTCUSDT", "flat"))).Status);
        await app.FlatAsync("BTCUSDT");
        var risk = await app.GetAsync("risk");
        Assert.Equal(0, risk.Number("ledger.adjustments"));
    }

    [MountFact]
    public async Task A_first_start_without_room_for_a_segment_stops_with_one_sentence()
    {
        using var disk = new SmallDisk(4);

        var (exitCode, log) = await AppProcess.RunAsync(new Dictionary<string, string> { ["Journal__Folder"] = disk.JournalFolder });

        Assert.Equal(1, exitCode);
        Assert.Single(log.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"The journal folder {disk.JournalFolder} cannot be written: ", log, StringComparison.Ordinal);
        Assert.Contains("no room for a new segment", log, StringComparison.Ordinal);
    }

    [MountFact]
    public async Task A_folder_that_may_not_be_written_stops_the_start_with_one_sentence()
    {
        using var disk = new SmallDisk(20);
        Directory.CreateDirectory(disk.JournalFolder);
        Assert.True(SmallDisk.Run("mount", "-o", "remount,ro", Path.GetDirectoryName(disk.JournalFolder)!));

        var (exitCode, log) = await AppProcess.RunAsync(new Dictionary<string, string> { ["Journal__Folder"] = disk.JournalFolder });

        Assert.Equal(1, exitCode);
        Assert.Single(log.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(disk.JournalFolder, log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_a_file_stops_the_start_with_one_sentence()
    {
        using var folder = new TempFolder();
        folder.Write("journal", "not a folder");

        var (exitCode, log) = await AppProcess.RunAsync(new Dictionary<string, string> { ["Journal__Folder"] = "journal" }, folder);

        Assert.Equal(1, exitCode);
        Assert.Single(log.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("journal", log, StringComparison.Ordinal);
    }

    /// <summary>Alerts that are decided and refused, until the log cannot take another; all answers until then are decisions.</summary>
    private static async Task<(List<string> Decided, (string Body, Answer Answer) Refused)> SendUntilRefusedAsync(AppProcess app)
    {
        var decided = new List<string>();
        foreach (var atOnce in new[] { AtOnce, 1 })
        {
            while (await SendAsync(app, atOnce, decided) is null)
            {
                Assert.InRange(decided.Count, 0, 20_000);
            }
        }

        // What is left has no room for an alert; the smallest write, health's own, takes the rest.
        var probes = 0;
        while ((await app.GetAsync("health"))["checks"].AsArray().Any(c => (string?)c!["name"] == "store" && (bool)c["ok"]!))
        {
            Assert.InRange(probes++, 0, 1_000);
        }

        return (decided, (await SendAsync(app, 1, decided))!.Value);
    }

    /// <summary>One that was refused with 503, or null.</summary>
    private static async Task<(string Body, Answer Answer)?> SendAsync(AppProcess app, int atOnce, List<string> decided)
    {
        var bodies = Enumerable.Range(0, atOnce).Select(_ => Alert.To("ETHUSDT", "long", new string('s', 100)).With("confidence", 0.01m).ToJsonString()).ToList();
        var answers = await Task.WhenAll(bodies.Select(async b => (Body: b, Answer: await app.AlertAsync(b))));
        Assert.All(answers, a => Assert.True(a.Answer.Status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, a.Answer.ToString()));
        decided.AddRange(answers.Where(a => a.Answer.Status == HttpStatusCode.OK).Select(a => (string)a.Answer["decisionId"]!));
        return answers.Where(a => a.Answer.Status == HttpStatusCode.ServiceUnavailable).Select(a => ((string, Answer)?)a).FirstOrDefault();
    }
}
