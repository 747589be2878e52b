using System.Globalization;
using Ballast.Research.Full;

namespace Ballast.Research.Reports;

/// <summary>The report of a backtest by the app's own deciders.</summary>
public static class FullReport
{
    /// <param name="settings">Those that made the result, as a person would write them.</param>
    public static BacktestReport Of(FullResult result, IReadOnlyList<FullMarket> markets, IReadOnlyList<ReportSetting> settings)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(markets);
        var (from, to) = (result.From.ToUnixTimeMilliseconds(), result.To.ToUnixTimeMilliseconds());
        var equity = new ThinCurve(from, to, (double)result.Cash.Value);
        equity.Add(from, (double)result.Cash.Value);
        foreach (var point in result.Equity)
        {
            equity.Add(Math.Clamp(point.At.ToUnixTimeMilliseconds(), from, to), (double)point.Equity.Value);
        }

        equity.Add(to, (double)result.Balance.Value);
        var names = string.Join(", ", markets.Select(m => m.Symbol));
        return new BacktestReport
        {
            Title = $"{names}: {string.Join(", ", result.Trades.Select(t => t.Strategy).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).DefaultIfEmpty("no trades"))}",
            Subtitle = string.Create(CultureInfo.InvariantCulture, $"{result.Bars:#,##0} bars of {names}, {result.From:yyyy-MM-dd} to {result.To:yyyy-MM-dd} UTC, by the app's own deciders{(result.IsComplete ? "" : "; stopped before the end")}"),
            Settings = settings,
            Markets = [.. markets.Select(m => new ReportMarket(m.Symbol, Closes(m, from, to)))],
            Trades = result.Trades,
            Equity = equity,
            Days = result.Days,
            Exposure = result.Exposure,
            Notes = [.. Notes(result, markets)],
        };
    }

    private static ThinCurve Closes(FullMarket market, long fromMs, long toMs)
    {
        var bars = market.Bars;
        var curve = new ThinCurve(fromMs, toMs, bars.Opens[0]);
        curve.Add(Math.Clamp(bars.OpenTimesMs[0], fromMs, toMs), bars.Opens[0]);
        for (var i = 0; i < bars.Count && bars.OpenTimesMs[i] + bars.Gaps.IntervalMs <= toMs; i++)
        {
            curve.Add(bars.OpenTimesMs[i] + bars.Gaps.IntervalMs, bars.Closes[i]);
        }

        return curve;
    }

    private static IEnumerable<string> Notes(FullResult result, IReadOnlyList<FullMarket> markets)
    {
        foreach (var assumption in result.Assumptions)
        {
            yield return assumption;
        }

        if (result.Refusals.Count > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{result.Decisions.Count:#,##0} decisions; without an entry: {string.Join(", ", result.Refusals.OrderByDescending(r => r.Count).Select(r => $"{r.Code} {r.Count.ToString("#,##0", CultureInfo.InvariantCulture)}"))}.");
        }

        if (result.Halt is { } halt)
        {
            yield return $"Entries were halted at the end: {halt.Code}, since {halt.Since.UtcDateTime:yyyy-MM-dd HH:mm} UTC. {halt.Why}";
        }

        foreach (var market in markets.Where(m => m.Bars.Gaps.Count > 0))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{market.Symbol}: {market.Bars.Gaps.Count:#,##0} gaps with {market.Bars.Gaps.MissingBars:#,##0} bars missing; nothing was filled in.");
        }
    }
}
