using System.Globalization;
using Ballast.Benchmarks.Load;
using Ballast.Benchmarks.Reporting;
using Ballast.Benchmarks.Servers;
using Ballast.Benchmarks.Sqlite;

namespace Ballast.Benchmarks.Cases;

/// <summary>
/// Alerts to the running app until each is answered 202 and durable, beside bare Kestrel and SQLite with group commit, which get the same
/// requests. The three take turns; every server is a process of its own.
/// </summary>
internal static class WebhookCase
{
    private const int Symbols = 1000;
    private const int Rounds = 7;
    private const int Burst = 50;
    private const string App = "Ballast";
    private const string Kestrel = "floor: bare Kestrel, nothing stored";
    private const string Sqlite = "floor: Kestrel + SQLite group commit";
    private static readonly (int Connections, int Requests)[] Loads = [(1, 1000), (32, 5000), (128, 5000)];

    public static void Run()
    {
        var symbols = Alerts.Symbols(Symbols);
        var alerts = new AlertSet(symbols);
        using var folder = new TemporaryFolder();
        using var servers = new ServerSet();
        var start = Alerts.One(symbols[0], "flat", "start");
        servers.Add(Kestrel, ChildServer.Floor("serve-kestrel", folder.Path), start);
        if (SqliteApi.WhyAbsent() is { } why)
        {
            Console.WriteLine(why);
        }
        else
        {
            servers.Add(Sqlite, ChildServer.Floor("serve-sqlite", folder.Path, folder.Path), start);
        }

        var app = ChildServer.App(folder.Path, AppSettings.AcceptOnly(symbols));
        servers.Add(App, app, null);
        app.WaitUntilReady();

        foreach (var (connections, requests) in Loads)
        {
            Warm(servers, alerts, connections);
            Measure(servers, alerts, connections, requests);
        }

        MeasureBurst(servers, alerts);
    }

    private static void Warm(ServerSet servers, AlertSet alerts, int connections)
    {
        for (var pass = 0; pass < 3; pass++)
        {
            foreach (var (name, server) in servers.All)
            {
                LoadResult.Run(server.Port, alerts.Of(name).Prepare(connections, 2000));
            }
        }
    }

    private static void Measure(ServerSet servers, AlertSet alerts, int connections, int requests)
    {
        var results = servers.All.ToDictionary(s => s.Name, _ => new List<LoadResult>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (name, server) in servers.All)
            {
                var result = LoadResult.Run(server.Port, alerts.Of(name).Prepare(connections, requests));
                Require(name, result, requests);
                results[name].Add(result);
            }
        }

        var table = new Table(string.Create(CultureInfo.InvariantCulture, $"webhook: {connections} connection{(connections == 1 ? "" : "s")}, {Symbols} account|symbol pairs, {requests} accepted alerts a round, median of {Rounds} rounds"), "server", "p50", "p99", "answers 202/s", "p50 ÷ SQLite", "p99 ÷ SQLite", "rate ÷ SQLite", "goal");
        var peer = results.GetValueOrDefault(Sqlite);
        foreach (var (name, runs) in results)
        {
            var (p50, p99, rate) = peer is null ? (double.NaN, double.NaN, double.NaN)
                : (Ratio(runs, peer, r => r.Latency.Median), Ratio(runs, peer, r => r.Latency.P99), Ratio(runs, peer, r => r.Rate));
            var goal = name != App || peer is null ? "" : connections switch
            {
                1 => $"p50 {Show.Goal(p50, 1.5)}, p99 {Show.Goal(p99, 2)}",
                32 => $"rate {Show.Least(rate, 0.7)}",
                _ => "",
            };
            table.Add(
                name,
                Show.Number(Sample.MedianOf(runs.Select(r => r.Latency.Median)), " ms"),
                Show.Number(Sample.MedianOf(runs.Select(r => r.Latency.P99)), " ms"),
                Show.Number(Sample.MedianOf(runs.Select(r => r.Rate))),
                peer is null ? "" : Show.Ratio(p50),
                peer is null ? "" : Show.Ratio(p99),
                peer is null ? "" : Show.Ratio(rate),
                goal);
        }

        table.Print();
    }

    /// <summary>Fifty alerts for one account in the same moment.</summary>
    private static void MeasureBurst(ServerSet servers, AlertSet alerts)
    {
        var table = new Table(string.Create(CultureInfo.InvariantCulture, $"webhook: one account, {Burst} alerts at once, median of {Rounds} rounds"), "server", "answered 202", "slowest answer", "slowest of all rounds", "goal");
        var results = servers.All.ToDictionary(s => s.Name, _ => new List<LoadResult>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (name, server) in servers.All)
            {
                results[name].Add(LoadResult.Run(server.Port, alerts.Of(name).Prepare(Burst, Burst)));
            }
        }

        foreach (var (name, runs) in results)
        {
            var slowest = runs.Max(r => r.Latency.Max);
            var answered = runs.Min(r => r.Accepted);
            if (runs.FirstOrDefault(r => r.Other is not null) is { } refused)
            {
                Console.WriteLine($"{name}: another answer was {refused.Other}");
            }

            var goal = name != App ? "" : $"all, < 2 s: {(slowest < 2000 && answered == Burst ? "met" : "**missed**")}";
            table.Add(name, $"{answered} of {Burst}", Show.Number(Sample.MedianOf(runs.Select(r => r.Latency.Max)), " ms"), Show.Number(slowest, " ms"), goal);
        }

        table.Print();
    }

    private static double Ratio(List<LoadResult> runs, List<LoadResult> peer, Func<LoadResult, double> of) => Sample.MedianOf(runs.Zip(peer, (mine, theirs) => of(mine) / of(theirs)));

    private static void Require(string name, LoadResult result, int requests)
    {
        if (result.Accepted != requests)
        {
            throw new InvalidOperationException($"{name} accepted {result.Accepted} of {requests}; another answer was {result.Other}");
        }
    }
}
