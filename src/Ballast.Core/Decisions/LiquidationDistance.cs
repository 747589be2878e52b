using Ballast.Core.Market;

namespace Ballast.Core.Decisions;

/// <summary>
/// Which leverage keeps the isolated liquidation price far enough away, within the venue's brackets. A long is liquidated at a fall d with
/// 1/L − d = m(1 − d) − c/N, a short at a rise d with 1/L − d = m(1 + d) − c/N (m, c: the bracket's rate and amount; N the notional).
/// Over an edge between brackets the formula of a long asks for a little less again: the brackets below count too, so that a larger notional
/// never allows more leverage and a larger wish never ends smaller. Source: requirements §0.5.
/// </summary>
/// <param name="distance">How far the liquidation must lie away, as a fraction of the price.</param>
public readonly struct LiquidationDistance(EquatableList<LeverageBracket> brackets, PositionSide side, decimal distance)
{
    private static readonly Money Cent = new(0.01m);

    /// <summary>
    /// The leverage, at most <paramref name="limit"/>, that lets the most of <paramref name="notional"/> through at a margin of at most
    /// <paramref name="margin"/>: the highest that lets all of it through, else the least of those that let the most through. 0 where not even 1x
    /// lies far enough away.
    /// </summary>
    /// <param name="fits">Whether all of the notional gets through at it.</param>
    public int Leverage(Money notional, int limit, Money margin, out bool fits)
    {
        var at = Highest(notional, limit);
        fits = at >= 1 && margin * new Leverage(at) >= notional;
        if (fits)
        {
            return at;
        }

        // More leverage is allowed for less notional; where margin is short, that may let more through.
        var (best, most) = (at, at >= 1 ? margin * new Leverage(at) : Money.Zero);
        for (var leverage = Math.Max(1, at + 1); leverage <= limit; leverage++)
        {
            var through = Money.Min(notional, Money.Min(margin * new Leverage(leverage), MaxNotional(leverage)));
            if (through > most)
            {
                (best, most) = (leverage, through);
            }
        }

        return best;
    }

    /// <summary>The largest notional up to which every one may have this leverage; zero where none may.</summary>
    public Money MaxNotional(int leverage)
    {
        var given = 1m / leverage;
        foreach (var bracket in brackets)
        {
            var excess = Needed(bracket) - given;
            var most = bracket.MaxLeverage < leverage ? 0 : excess <= 0 ? bracket.NotionalCap : bracket.MaintenanceAmount / excess;
            if (most < bracket.NotionalCap)
            {
                // The bracket's floor belongs to it, so the bracket before ends under it.
                return most > bracket.NotionalFloor ? new Money(most) : Money.Max(Money.Zero, new Money(bracket.NotionalFloor) - Cent);
            }
        }

        return new Money(brackets[^1].NotionalCap);
    }

    /// <summary>The highest leverage for all of a notional. What a bracket below it does not allow is not allowed above either.</summary>
    private int Highest(Money notional, int limit)
    {
        var highest = limit;
        foreach (var bracket in brackets)
        {
            var reached = Math.Min(notional.Value, bracket.NotionalCap);
            var needed = Needed(bracket) - (reached > 0 && bracket.MaintenanceAmount > 0 ? bracket.MaintenanceAmount / reached : 0);
            highest = Math.Min(highest, bracket.MaxLeverage);
            highest = needed * highest <= 1 ? highest : (int)(1 / needed);
            if (notional.Value < bracket.NotionalCap)
            {
                break;
            }
        }

        return highest;
    }

    /// <summary>1/L that the distance needs, before the bracket's amount is taken off.</summary>
    private decimal Needed(LeverageBracket bracket) => distance + (bracket.MaintenanceRate * (side == PositionSide.Long ? 1 - distance : 1 + distance));
}
