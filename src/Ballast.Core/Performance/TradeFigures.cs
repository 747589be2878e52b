using Ballast.Core.Accounting;
using Ballast.Core.Market;

namespace Ballast.Core.Performance;

/// <summary>What closed trades say, net of fees and funding. Ratios are null where they mean nothing. Source: requirements §1.3, §9.</summary>
public sealed record TradeFigures
{
    public required int Trades { get; init; }

    /// <summary>Net PnL above 0.</summary>
    public required int Wins { get; init; }

    /// <summary>Net PnL below 0.</summary>
    public required int Losses { get; init; }

    public required Money NetPnl { get; init; }

    /// <summary>Wins of all trades, 0–1; null without trades.</summary>
    public decimal? WinRate { get; init; }

    /// <summary>What the wins made over what the losses cost; null without a loss.</summary>
    public decimal? ProfitFactor { get; init; }

    /// <summary>The average win over the average loss; null without one of each.</summary>
    public decimal? Payoff { get; init; }

    /// <summary>Average net PnL of a trade, USDT; null without trades.</summary>
    public Money? Expectancy { get; init; }

    /// <summary>Average net PnL in multiples of the planned loss, over the trades whose planned loss is known; null without such.</summary>
    public decimal? ExpectancyR { get; init; }

    /// <summary>Trades whose planned loss is known.</summary>
    public required int TradesWithR { get; init; }

    public static TradeFigures Of(IEnumerable<Trade> trades)
    {
        int count = 0, wins = 0, losses = 0, planned = 0;
        decimal won = 0, lost = 0, multiples = 0;
        foreach (var trade in trades)
        {
            var net = trade.NetPnl.Value;
            count++;
            (wins, won) = net > 0 ? (wins + 1, won + net) : (wins, won);
            (losses, lost) = net < 0 ? (losses + 1, lost - net) : (losses, lost);
            (planned, multiples) = trade.PlannedLoss.Value > 0 ? (planned + 1, multiples + trade.RiskMultiple) : (planned, multiples);
        }

        return new TradeFigures
        {
            Trades = count,
            Wins = wins,
            Losses = losses,
            NetPnl = new Money(won - lost),
            WinRate = count > 0 ? (decimal)wins / count : null,
            ProfitFactor = losses > 0 ? won / lost : null,
            Payoff = wins > 0 && losses > 0 ? won / wins / (lost / losses) : null,
            Expectancy = count > 0 ? new Money((won - lost) / count) : null,
            ExpectancyR = planned > 0 ? multiples / planned : null,
            TradesWithR = planned,
        };
    }
}
