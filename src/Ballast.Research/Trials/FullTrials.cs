using Ballast.Core.Accounting;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Performance;
using Ballast.Research.Full;

namespace Ballast.Research.Trials;

/// <summary>
/// Trials by the app's own deciders: a point may have any setting. Each range is traded by itself, since sizes, guards and halts depend on
/// what was traded before; signals and what is known at them are made once for all ranges, and for all points that do not change them.
/// </summary>
public sealed class FullTrials : ITrialEngine
{
    private readonly IReadOnlyList<FullMarket> _markets;
    private readonly FullOptions _fixed;
    private readonly AppPoints _points;
    private readonly FullTapes _tapes;

    /// <param name="options">What no point names; the trading settings are those of <paramref name="points"/>.</param>
    /// <exception cref="FullException">The data cannot be traded as asked.</exception>
    public FullTrials(IReadOnlyList<FullMarket> markets, FullOptions options, AppPoints points)
    {
        ArgumentNullException.ThrowIfNull(markets);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(points);
        (_markets, _points) = ([.. markets.OrderBy(m => m.Symbol)], points);
        _fixed = options with { Desk = options.Desk with { Trading = points.At(SettingPoint.Nothing) }, TradeFrom = null };
        FullBacktest.Check(_markets, _fixed);
        _tapes = new FullTapes(_markets, _fixed);
        _tapes.Check(_fixed.Desk.Trading);
        Whole = new TrialRange(_markets.Min(m => m.OpenMs(0)), _markets.Max(m => m.OpenMs(m.Bars.Count - 1)) + 1);
    }

    public IReadOnlyDictionary<string, NumberRange> Allowed => _points.Allowed;

    public TrialRange Whole { get; }

    public bool Allows(SettingPoint point) => _points.Problem(AppPoints.TextOf(point)) is null;

    public IReadOnlyList<TrialRun>? Run(SettingPoint point, IReadOnlyList<TrialRange> ranges, CancellationToken cancel = default) => Run(_points.At(point), ranges, null, cancel);

    /// <summary>The same with settings that may be words too, such as Sizing=tier; see <see cref="AppPoints.Read"/>.</summary>
    /// <param name="progress">Told the share of a range that is done.</param>
    public IReadOnlyList<TrialRun>? Run(IReadOnlyDictionary<string, string> settings, IReadOnlyList<TrialRange> ranges, Action<double>? progress = null, CancellationToken cancel = default) =>
        Run(_points.At(settings), ranges, progress, cancel);

    private List<TrialRun>? Run(TradingOptions trading, IReadOnlyList<TrialRange> ranges, Action<double>? progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        var options = _fixed with { Desk = _fixed.Desk with { Trading = trading } };
        var runs = new List<TrialRun>(ranges.Count);
        foreach (var range in ranges)
        {
            if (cancel.IsCancellationRequested || Run(options, _tapes.Of(trading), range, progress, cancel) is not { } run)
            {
                return null;
            }

            runs.Add(run);
        }

        return runs;
    }

    /// <summary>Null where it was stopped.</summary>
    private TrialRun? Run(FullOptions options, RecordedTape[] tapes, TrialRange range, Action<double>? progress, CancellationToken cancel)
    {
        var (markets, parts, hasBars) = (new List<FullMarket>(), new List<SignalTape>(), false);
        for (var i = 0; i < tapes.Length; i++)
        {
            if (_markets[i].Before(range.ToMs) is { } market)
            {
                var first = market.Bars.FirstFrom(range.FromMs);
                markets.Add(market);
                parts.Add(tapes[i].Play(first, market.Bars.Count));
                hasBars |= first < market.Bars.Count;
            }
        }

        if (!hasBars)
        {
            return TrialRun.Empty;
        }

        var result = new FullRun(markets, [.. parts], options with { TradeFrom = DateTimeOffset.FromUnixTimeMilliseconds(range.FromMs) }).Run([], progress, cancel);
        return result.IsComplete ? Of(result, range.DropsOpen) : null;
    }

    private static TrialRun Of(FullResult result, bool dropsOpen)
    {
        var dropped = dropsOpen ? result.Trades.Where(t => t.ExitReason == FullRun.EndReason).ToList() : [];
        DayEquity[] days = [.. result.Days.Select((day, i) => day with { Equity = day.Equity - Of(dropped, result.Open, day.Day, i == result.Days.Count - 1) })];
        return new TrialRun(days[1].Day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber, days.Length - 1, DailyReturns.Of(days), (double[])[.. result.Trades.Except(dropped).OrderBy(t => t.EntryAt).ThenBy(t => t.Symbol).Select(t => (double)t.NetPnl.Value)]);
    }

    /// <summary>What trades had in equity at the end of a day. At the end of the last one they are closed.</summary>
    private static Money Of(List<Trade> trades, IReadOnlyList<OpenPnl> open, DateOnly day, bool isLast) => new(trades.Sum(trade =>
        isLast ? trade.NetPnl.Value : open.Where(o => o.Symbol == trade.Symbol && o.At > trade.EntryAt && DateOnly.FromDateTime(o.At.UtcDateTime).AddDays(-1) == day).Sum(o => o.Pnl.Value)));
}
