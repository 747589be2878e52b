using System.Diagnostics;
using System.Globalization;
using Ballast.Benchmarks.Load;
using Ballast.Benchmarks.Reporting;
using Ballast.Benchmarks.Servers;
using Ballast.Functions.Tests.Support;

namespace Ballast.Benchmarks.Cases;

/// <summary>Each read of the web page, over an account with few and with very many closed trades.</summary>
internal static class PageCase
{
    private const int Few = 1_000;
    private const int Many = 100_000;
    private const int Rounds = 41;

    public static async Task RunAsync()
    {
        var newest = new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero);
        var old = newest.AddDays(-400);
        string[] paths =
        [
            "health", "risk", "positions", "decisions?limit=25", "policy", "vix?history=2016", "regimes", "orders?limit=100", "performance", "leaderboard", "equity", "equity?by=trade&limit=300", "trades?limit=300", "trades?limit=25",
            "trades?limit=25&symbol=SOLUSDT", Day("trades?limit=25", newest.AddDays(-1)), Day("trades?limit=25", old), Day("trades?limit=25&symbol=SOLUSDT", newest.AddDays(1)), "dashboard/app.js",
        ];
        var (few, many) = (await MeasureAsync(Few, newest, paths), await MeasureAsync(Many, newest, paths));
        var table = new Table(string.Create(CultureInfo.InvariantCulture, $"page: each of its reads, one connection, median of {Rounds}"), "read", $"with {Few:N0} trades", $"with {Many:N0}", "slowest of these", "bytes");
        for (var i = 0; i < paths.Length; i++)
        {
            table.Add($"`{paths[i]}`", Show.Number(few[i].Times.Median, " ms"), Show.Number(many[i].Times.Median, " ms"), Show.Number(many[i].Times.Max, " ms"), many[i].Bytes.ToString("N0", CultureInfo.InvariantCulture));
        }

        table.Print();
    }

    private static string Day(string path, DateTimeOffset day) => string.Create(CultureInfo.InvariantCulture, $"{path}&from={day:yyyy-MM-dd}&to={day.AddDays(1):yyyy-MM-dd}");

    private static async Task<List<(Sample Times, int Bytes)>> MeasureAsync(int trades, DateTimeOffset newest, IEnumerable<string> paths)
    {
        using var folder = new TemporaryFolder();
        await SeededTrades.WriteAsync(Path.Combine(folder.Path, ".ballast"), trades, newest);
        using var app = ChildServer.App(folder.Path, AppSettings.Plain());
        app.WaitUntilReady();
        using var connection = new HttpConnection(app.Port);
        return [.. paths.Select(path => Measure(connection, HttpConnection.Get($"/api/{path}")))];
    }

    private static (Sample Times, int Bytes) Measure(HttpConnection connection, byte[] request)
    {
        // The first answer is compiled code's and the caches' warm-up.
        var bytes = 0;
        var times = new List<double>();
        for (var round = -3; round < Rounds; round++)
        {
            var from = Stopwatch.GetTimestamp();
            var status = connection.Send(request);
            var took = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
            if (status != 200)
            {
                throw new InvalidOperationException($"The app answered {status}: {connection.Text}");
            }

            bytes = connection.Length;
            if (round >= 0)
            {
                times.Add(took);
            }
        }

        return (new Sample(times), bytes);
    }
}
