using Ballast.Core.Market;

namespace Ballast.Core.Accounting;

/// <summary>Slippage of many fills of one kind. Basis points, negative is a cost.</summary>
/// <param name="Mean">Each trade counts once.</param>
/// <param name="Total">USDT.</param>
/// <param name="WithinTarget">Share of the trades at the target or better, 0–1.</param>
public sealed record SlippageFigures(int Count, decimal Mean, decimal Worst, Money Total, decimal WithinTarget)
{
    public static SlippageFigures Of(IEnumerable<Slippage?> slippages, decimal targetBasisPoints)
    {
        int count = 0, within = 0;
        decimal sum = 0, worst = 0, total = 0;
        foreach (var slippage in slippages)
        {
            if (slippage is null)
            {
                continue;
            }

            var points = slippage.BasisPoints;
            worst = count == 0 ? points : Math.Min(worst, points);
            count++;
            within += points >= targetBasisPoints ? 1 : 0;
            sum += points;
            total += slippage.Amount.Value;
        }

        return count == 0 ? new SlippageFigures(0, 0, 0, Money.Zero, 0) : new SlippageFigures(count, sum / count, worst, new Money(total), (decimal)within / count);
    }
}

/// <summary>One symbol's slippage: entries and exits against what was expected, and entries against the price that the size was reckoned from.</summary>
public sealed record SymbolSlippage(Symbol Symbol, int Trades, SlippageFigures Entry, SlippageFigures Exit, SlippageFigures Reference);

/// <summary>Slippage by symbol, in the order of their names. Source: requirements §9 (target −0.05 % or better).</summary>
public static class SlippageReport
{
    /// <param name="target">A fraction of the price, positive: a cost up to it is on target.</param>
    public static EquatableList<SymbolSlippage> Of(IEnumerable<Trade> trades, decimal target)
    {
        var points = -target * 10_000;
        return EquatableList.From(trades.GroupBy(t => t.Symbol).OrderBy(g => g.Key.Name, StringComparer.Ordinal).Select(g => new SymbolSlippage(
            g.Key,
            g.Count(),
            SlippageFigures.Of(g.Select(t => t.EntrySlippage), points),
            SlippageFigures.Of(g.Select(t => t.ExitSlippage), points),
            SlippageFigures.Of(g.Select(t => t.ReferenceSlippage), points))));
    }
}
