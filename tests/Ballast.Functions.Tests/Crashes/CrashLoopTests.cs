using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace Ballast.Functions.Tests.Crashes;

/// <summary>kill -9 at random moments while alerts keep coming: nothing accepted is lost, nothing trades twice, every position has its stop, the ledger adds up.</summary>
public sealed class CrashLoopTests(ITestOutputHelper output)
{
    private const int Seed = 20_261_121;

    // Design §3.2: a confirmed stop within 45 s of a crash, counted from when a worker can run again.
    private static readonly TimeSpan AllowedNaked = TimeSpan.FromSeconds(45);

    private static readonly Dictionary<string, string> Settings = new(SharedApp.Settings)
    {
        ["Entry__ValidForSeconds"] = "20",
        ["AzureFunctionsJobHost__logging__logLevel__default"] = "Warning",
    };

    private static int Crashes => int.TryParse(Environment.GetEnvironmentVariable("BALLAST_CRASHES"), out var crashes) ? crashes : 8;

    [Fact]
    public async Task Killed_again_and_again_the_app_loses_nothing_and_does_nothing_twice()
    {
        using var folder = new TempFolder();
        using var clients = new CrashClients(Seed, clients: 4);
        var stops = new StopWatcher();
        var moments = new Random(Seed);
        clients.Start();
        var kills = 0;
        for (; kills < Crashes; kills++)
        {
            // Some kills fall into the start, most into the work.
            var life = TimeSpan.FromMilliseconds(moments.Next(300, 3500));
            var born = Stopwatch.GetTimestamp();
            await using var app = await AppProcess.LaunchAsync(Settings, folder);
            clients.Point(app);
            if (moments.Next(4) > 0)
            {
                await app.WhenHealthyAsync();
                await stops.RecoverAsync(app);
            }

            while (Stopwatch.GetElapsedTime(born) < life)
            {
                await stops.LookAsync(app);
            }

            await app.KillAsync();
        }

        await using var last = await AppProcess.StartAsync(Settings, folder);
        clients.Point(last);
        await stops.RecoverAsync(last);
        await clients.StopAsync();
        await EndAsync(last);
        var report = await CheckAsync(last, clients);
        output.WriteLine($"{kills} kills; {report}; {clients.Unanswered} unanswered, {clients.Unavailable} answered 503, {clients.Stale} too old; {stops.PositionsFoundAtStart} positions found at starts; "
            + $"longest without a confirmed stop {stops.LongestNaked.TotalSeconds:F2} s; longest from listening to all stops confirmed {stops.LongestRecovery.TotalSeconds:F2} s");
        Assert.Empty(clients.Wrong);
        Assert.Contains(clients.Answers, a => a.Status == "accepted");
        Assert.InRange(stops.LongestNaked, TimeSpan.Zero, AllowedNaked);
        Assert.InRange(stops.LongestRecovery, TimeSpan.Zero, AllowedNaked);
    }

    /// <summary>Flat on the venue and in the books, and no hold left: at the latest a minute after its ticket's time, with the next supervision.</summary>
    private static async Task EndAsync(AppProcess app)
    {
        var patience = TimeSpan.FromSeconds(20 + 60 + 60 + 30);
        await Eventually.TrueAsync(
            async () => await app.PostAsync("flatten") is { Status: HttpStatusCode.OK } flat && (bool)flat["isFlat"]
                && (await app.GetAsync("positions")).Items.Count == 0 && (await app.GetAsync("risk"))["holds"].AsArray().Count == 0,
            "everything to be flat and no hold left",
            () => app.Log,
            patience);
        await Eventually.TrueAsync(
            async () => await app.GetAsync("risk") is var risk && risk.Number("balance") == risk.Number("ledger.balance"),
            "the books to agree with the venue",
            () => app.Log,
            patience);
    }

    private static async Task<string> CheckAsync(AppProcess app, CrashClients clients)
    {
        var answers = clients.Answers.ToList();
        foreach (var accepted in answers.Where(a => a.Status == "accepted"))
        {
            var read = await app.GetAsync($"decisions/{accepted.DecisionId}");
            Assert.True(read.Status == HttpStatusCode.OK && (string?)read["status"] == "accepted", $"{accepted}: {read}");
        }

        // An answer is final: the same alert is never accepted twice.
        Assert.All(answers.Where(a => a.Status != "duplicate").GroupBy(a => a.AlertId), g => Assert.Single(g));

        var trades = await app.ListAsync("trades");
        var orders = await app.ListAsync("orders");
        CheckOrders(orders, trades);
        CheckMoney(await app.GetAsync("risk"), trades);
        var entries = orders.Where(o => (string?)o["role"] == "Entry").ToList();
        return $"{answers.Count(a => a.Status == "accepted")} accepted ({answers.Count(a => a is { Status: "accepted", IsEntry: true })} with an entry), "
            + $"{answers.Count(a => a.Status == "refused")} refused, {answers.Count(a => a.Status == "duplicate")} duplicates; {entries.Count} entries sent, "
            + $"{entries.Count(e => (string?)e["state"] == "ABSENT")} of them never arrived; {trades.Count} trades "
            + $"({string.Join(", ", trades.GroupBy(t => (string)t["exitReason"]!).OrderBy(g => g.Key).Select(g => $"{g.Count()} {g.Key}"))})";
    }

    private static void CheckOrders(List<JsonObject> orders, List<JsonObject> trades)
    {
        Assert.Equal(orders.Count, orders.Select(o => (string)o["id"]!).Distinct().Count());
        Assert.All(orders.Where(o => (string?)o["role"] == "Entry").GroupBy(o => (string)o["decisionId"]!), entries => Assert.Single(entries));
        Assert.DoesNotContain(orders, o => (string?)o["state"] is "SENDING" or "UNKNOWN" or "WORKING" or "CONFIRMED");
        Assert.Equal(trades.Count, trades.Select(t => (string)t["decisionId"]!).Distinct().Count());

        var byDecision = orders.ToLookup(o => (string)o["decisionId"]!);
        foreach (var trade in trades)
        {
            var own = byDecision[(string)trade["decisionId"]!].ToList();
            Assert.Equal((decimal)trade["quantity"]!, own.Where(o => (string?)o["role"] == "Entry").Sum(o => (decimal)o["executed"]!));
            Assert.Equal((decimal)trade["quantity"]!, own.Where(o => (string?)o["role"] != "Entry").Sum(o => (decimal)o["executed"]!));
        }

        // Every entry that filled has become a trade.
        var traded = trades.Select(t => (string)t["decisionId"]!).ToHashSet();
        Assert.All(orders.Where(o => (string?)o["role"] == "Entry" && (decimal)o["executed"]! > 0), o => Assert.Contains((string)o["decisionId"]!, traded));
    }

    private static void CheckMoney(Answer risk, List<JsonObject> trades)
    {
        Assert.Equal(risk.Number("balance"), risk.Number("ledger.balance"));
        Assert.Equal(0, risk.Number("ledger.adjustments"));
        Assert.Equal(0, risk.Number("ledger.transfers"));
        Assert.Equal(risk.Number("ledger.realised") - risk.Number("ledger.fees") + risk.Number("ledger.funding"), trades.Sum(t => (decimal)t["netPnl"]!));
        Assert.Equal(risk.Number("ledger.start") + trades.Sum(t => (decimal)t["netPnl"]!), risk.Number("balance"));
        foreach (var total in new[] { "long", "short", "margin", "lossAtStop", "count" })
        {
            Assert.Equal(0, risk.Number($"exposure.{total}"));
        }
    }
}
