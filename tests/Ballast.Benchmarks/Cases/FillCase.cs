using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ballast.Benchmarks.Load;
using Ballast.Benchmarks.Reporting;
using Ballast.Benchmarks.Servers;

namespace Ballast.Benchmarks.Cases;

/// <summary>
/// From sending the alert until GET positions shows a filled quantity, on one connection; the whole app with the simulated venue.
/// Asking again and again is part of the time. After each fill the position is closed, outside of it.
/// </summary>
internal static class FillCase
{
    private const int Warm = 60;
    private const int Measured = 300;

    // The backstop and two take-profits, which stand a moment after the fill.
    private const int OrdersBehind = 3;
    private static readonly byte[] Positions = HttpConnection.Get("/api/positions");

    public static void Run()
    {
        var symbols = Alerts.Symbols(6);
        using var folder = new TemporaryFolder();

        // The cached mark is up to a minute old: a wide bound, so that no entry misses a market that has moved on.
        using var app = ChildServer.App(folder.Path, new Dictionary<string, string>(AppSettings.Lifted(symbols)) { ["Entry__SlippageBound"] = "0.03" });
        app.WaitUntilReady();
        using var connection = new HttpConnection(app.Port);
        var (accepts, fills) = (new List<double>(), new List<double>());
        for (var i = 0; i < Warm + Measured; i++)
        {
            var (accept, fill) = One(connection, symbols[i % symbols.Count], i);
            if (i >= Warm)
            {
                accepts.Add(accept);
                fills.Add(fill);
            }
        }

        Print(new Sample(accepts), new Sample(fills));
    }

    private static void Print(Sample accepts, Sample fills)
    {
        var table = new Table(string.Create(CultureInfo.InvariantCulture, $"fill: webhook to recorded fill, 1 connection, {fills.Count} entries"), "what", "p50", "p99", "slowest", "p50 ÷ accept");
        table.Add("alert answered 202", Show.Number(accepts.Median, " ms"), Show.Number(accepts.P99, " ms"), Show.Number(accepts.Max, " ms"), Show.Ratio(1));
        table.Add("position shows the fill", Show.Number(fills.Median, " ms"), Show.Number(fills.P99, " ms"), Show.Number(fills.Max, " ms"), Show.Ratio(fills.Median / accepts.Median));
        table.Print();
    }

    private static (double Accept, double Fill) One(HttpConnection connection, string symbol, int number)
    {
        var open = Alerts.One(symbol, "long", string.Create(CultureInfo.InvariantCulture, $"open{number}"));
        var from = Stopwatch.GetTimestamp();
        Require(connection.Send(open), connection);
        var accepted = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        WaitUntil(connection, "filled", items => items.Any(i => i.GetProperty("quantity").GetDecimal() > 0));
        var filled = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        WaitUntil(connection, "protected", items => items.Any(i => i.GetRawText().Split("CONFIRMED").Length > OrdersBehind));
        Require(connection.Send(Alerts.One(symbol, "flat", string.Create(CultureInfo.InvariantCulture, $"close{number}"))), connection);
        WaitUntil(connection, "closed", items => items.Length == 0);
        return (accepted, filled);
    }

    private static void WaitUntil(HttpConnection connection, string wanted, Func<JsonElement[], bool> isReached)
    {
        var from = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(from) < TimeSpan.FromSeconds(10))
        {
            connection.Send(Positions);
            var text = connection.Text;
            using var json = JsonDocument.Parse(text[text.IndexOf('{', StringComparison.Ordinal)..]);
            var items = json.RootElement.GetProperty("items").EnumerateArray().ToArray();
            if (isReached(items))
            {
                return;
            }
        }

        throw new InvalidOperationException($"The position was not {wanted} within 10 s: {connection.Text}");
    }

    private static void Require(int status, HttpConnection connection)
    {
        if (status != 202)
        {
            throw new InvalidOperationException($"An alert was not accepted: {connection.Text}");
        }
    }
}
