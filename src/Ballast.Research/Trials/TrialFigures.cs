using System.Text.Json.Serialization;
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

    /// <summary>See <see cref="TrialRun.IsRuined"/>: without a growth there are no ratios either.</summary>
    [JsonIgnore]
    public bool IsRuined => Days > 0 && Growth is null;

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
            log += Math.Log(1 + change);
        }

        var (daily, isRuined) = (EquityFigures.Of(run.DailyReturns.Span), run.IsRuined);
        return new TrialFigures
        {
            Days = run.Days,
            Trades = run.TradePnls.Length,
            Wins = wins,
            NetPnl = net,
            Return = daily.Return,
            Sharpe = isRuined ? null : daily.Sharpe,
            Sortino = isRuined ? null : daily.Sortino,
            Calmar = isRuined ? null : daily.Calmar,
            Growth = run.DailyReturns.IsEmpty || isRuined ? null : log * EquityFigures.DaysPerYear / run.Days,
            MaxDrawdown = daily.MaxDrawdown,
        };
    }
}
