using Ballast.Core.Performance;

namespace Ballast.Research.Trials;

/// <summary>What is kept of a run: all that an objective may ask for. Ratios are null where they mean nothing. Source: requirements §6.4.</summary>
public sealed record TrialFigures
{
    public required int Days { get; init; }

    public required int Trades { get; init; }

    /// <summary>Trades with a net PnL above 0.</summary>
    public required int Wins { get; init; }

    /// <summary>After fees, in the quote asset.</summary>
    public required double NetPnl { get; init; }

    /// <summary>Of the whole time by compounding the daily returns, a fraction.</summary>
    public required double Return { get; init; }

    /// <summary>See <see cref="EquityFigures"/>.</summary>
    public double? Sharpe { get; init; }

    public double? Sortino { get; init; }

    public double? Calmar { get; init; }

    /// <summary>Logarithm of what a year at this pace makes of 1; null without days or after equity of nothing.</summary>
    public double? Growth { get; init; }

    /// <summary>At the ends of UTC days, a fraction of the peak.</summary>
    public required double MaxDrawdown { get; init; }

    public static TrialFigures Of(TrialRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        double net = 0, log = 0;
        var wins = 0;
        foreach (var pnl in run.TradePnls.Span)
        {
            net += pnl;
            wins += pnl > 0 ? 1 : 0;
        }

        foreach (var change in run.DailyReturns.Span)
        {
            log += change > -1 ? Math.Log(1 + change) : double.NaN;
        }

        var daily = EquityFigures.Of(run.DailyReturns.Span);
        return new TrialFigures
        {
            Days = run.Days,
            Trades = run.TradePnls.Length,
            Wins = wins,
            NetPnl = net,
            Return = daily.Return,
            Sharpe = daily.Sharpe,
            Sortino = daily.Sortino,
            Calmar = daily.Calmar,
            Growth = run.DailyReturns.IsEmpty || run.DailyReturns.Length < run.Days || double.IsNaN(log) ? null : log * EquityFigures.DaysPerYear / run.Days,
            MaxDrawdown = daily.MaxDrawdown,
        };
    }
}
