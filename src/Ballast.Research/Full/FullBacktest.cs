using Ballast.Core.Market;
using Ballast.Core.Strategies;

namespace Ballast.Research.Full;

/// <summary>
/// Trades symbols on one account through their bars by the app's own deciders. Between two events nothing is decided: signals, the first touch of
/// a price that does something, time stops, funding, readings of the account. Deterministic. Source: docs/research.md.
/// </summary>
public static class FullBacktest
{
    /// <param name="progress">Told how much is done, 0–1, now and then.</param>
    /// <param name="cancel">Stops it; what is done counts, and what is open is closed there.</param>
    /// <exception cref="FullException">The data cannot be traded as asked.</exception>
    public static FullResult Run(IReadOnlyList<FullMarket> markets, FullOptions options, Action<double>? progress = null, CancellationToken cancel = default) =>
        Run(markets, options, (_, strategy) => StrategyFold.Of(strategy, options.Desk.Trading), progress, cancel);

    internal static FullResult Run(IReadOnlyList<FullMarket> markets, FullOptions options, Func<FullMarket, BuiltIn, StrategyFold> make, Action<double>? progress = null, CancellationToken cancel = default)
    {
        Check(markets, options);
        var ordered = markets.OrderBy(m => m.Symbol).ToList();
        var vix = Vix(ordered, options);
        SignalTape[] tapes = [.. ordered.Select(m => new MarketTape(m, options, vix.Tape, make))];
        return new FullRun(ordered, tapes, options).Run(Assumptions(ordered, options, vix.Assumption), progress, cancel);
    }

    /// <summary>What the bars do not say and is assumed, one sentence each.</summary>
    public static IReadOnlyList<string> Assumptions(IReadOnlyList<FullMarket> markets, FullOptions options) => Assumptions(markets, options, Vix(markets, options).Assumption);

    private static string[] Assumptions(IReadOnlyList<FullMarket> markets, FullOptions options, string? vix) => [.. Assumed(markets, options), .. vix is null ? Array.Empty<string>() : [vix]];

    internal static void Check(IReadOnlyList<FullMarket> markets, FullOptions options)
    {
        ArgumentNullException.ThrowIfNull(markets);
        ArgumentNullException.ThrowIfNull(options);
        if (markets.Count == 0 || markets.DistinctBy(m => m.Symbol).Count() < markets.Count)
        {
            throw new FullException(markets.Count == 0 ? "There is nothing to trade." : "A symbol is given twice.");
        }

        if (options.Desk.Trading.Strategies.Run.Count == 0)
        {
            throw new FullException("No strategy trades: name one.");
        }

        if (options.MeasureEvery <= TimeSpan.Zero || TimeSpan.FromDays(1).Ticks % options.MeasureEvery.Ticks != 0)
        {
            throw new FullException($"The account is read each {options.MeasureEvery}; that must divide a day.");
        }
    }

    internal static (VixTape Tape, string? Assumption) Vix(IReadOnlyList<FullMarket> markets, FullOptions options)
    {
        var vix = options.Desk.Trading.Vix;
        return !options.Market.IsNeutral && markets.FirstOrDefault(m => m.Symbol.Name == vix.Symbol) is { } market && CandleFeed.CanMake(market, CandleInterval.OneHour)
            ? (VixTape.Of(market, vix), null)
            : (VixTape.Assumed(options.Market.VixScore, vix), FormattableString.Invariant($"The Crypto-VIX is {options.Market.VixScore} at all times{(options.Market.IsNeutral ? "" : $": there are no hourly candles of {vix.Symbol}")}."));
    }

    private static IEnumerable<string> Assumed(IReadOnlyList<FullMarket> markets, FullOptions options)
    {
        var (desk, market) = (options.Desk, options.Market);
        yield return FormattableString.Invariant($"Within a bar: {desk.IntraBar}. Marks are the bars' prices. Every order finds its whole quantity; fee {desk.FeeRate}, slippage {desk.SlippageBasisPoints} bp + {desk.SlippageOfRange} of the range + {desk.SlippageOfVolume} at the bar's volume.");
        yield return FormattableString.Invariant($"The book: spread {market.Spread * 10_000} bp, {market.Depth} USDT on each side. No news, no sentiment, no halt by a person, no calibration of confidences, no hidden Markov model.");
        yield return FlowTape.Why(markets, market);
        yield return FormattableString.Invariant($"The account is read each {options.MeasureEvery} while something is open and before each signal (the app: each minute). Filters and brackets are today's.");
        yield return options.Funding.Why;
        if (market.IsNeutral)
        {
            yield return "The policy is NORMAL at all times, and no frame vetoes.";
        }
    }
}
