using Ballast.Core.Market;
using Ballast.Core.Traces;

namespace Ballast.Core.Portfolio;

/// <summary>What the entry's correlation with the open positions says.</summary>
/// <param name="Worst">The highest side-adjusted correlation; null when nothing else is open.</param>
/// <param name="With">Whose it is.</param>
/// <param name="Factor">What the size is multiplied with, at most 1.</param>
/// <param name="Refusal">Set where the entry is too correlated, or where that cannot be known.</param>
public readonly record struct CorrelationVerdict(decimal? Worst, Symbol? With, decimal Factor, Reason? Refusal)
{
    public static CorrelationVerdict Alone { get; } = new(null, null, 1, null);
}

/// <summary>
/// An entry that would move with what is already open is one larger position: too correlated is refused, somewhat is made smaller. The
/// opposite side counts with the opposite sign. What is not known refuses (invariant 4). Source: requirements §9.
/// </summary>
public static class CorrelationRule
{
    public static CorrelationVerdict Check(Symbol symbol, PositionSide side, EquatableList<HeldSymbol> held, SymbolCorrelations? known, DateTimeOffset now, PortfolioOptions options)
    {
        if (held.Count == 0)
        {
            return CorrelationVerdict.Alone;
        }

        if (known is null)
        {
            return No("CORRELATION_UNKNOWN", $"There are no correlations of {symbol} yet, and {held[0].Symbol} is open.");
        }

        if (now > known.ValidUntil)
        {
            return No("STALE_CORRELATION", $"The correlations of {symbol} are of {known.AsOf.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}; valid until {known.ValidUntil.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}.");
        }

        decimal? worst = null;
        Symbol? with = null;
        foreach (var other in held)
        {
            if (known.With(other.Symbol) is not { } correlation)
            {
                return No("CORRELATION_UNKNOWN", $"The correlation of {symbol} with {other.Symbol}, which is open, is not known: fewer than {options.Candles} common one-hour candles.");
            }

            var adjusted = other.Side == side ? correlation : -correlation;
            if (worst is null || adjusted > worst)
            {
                (worst, with) = (adjusted, other.Symbol);
            }
        }

        return worst >= options.RefuseFrom
            ? new CorrelationVerdict(worst, with, 0, Reason.Of("TOO_CORRELATED", $"A {side} of {symbol} has a side-adjusted correlation of {worst:0.00} with the open position on {with}; refused from {options.RefuseFrom} on."))
            : new CorrelationVerdict(worst, with, worst >= options.ReduceFrom ? options.ReduceFactor : 1, null);
    }

    private static CorrelationVerdict No(string code, FormattableString text) => new(null, null, 0, Reason.Of(code, text));
}
