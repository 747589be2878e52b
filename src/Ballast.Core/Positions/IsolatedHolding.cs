using Ballast.Core.Market;

namespace Ballast.Core.Positions;

/// <summary>
/// What is open on one symbol under isolated margin, as the venue keeps it. Amounts in USDT, rounded to 8 decimals as the venue does; what rounding
/// takes from one partial close stays in the cost, so that over a whole position Σ PnL = Σ sold − Σ bought to the last digit. The default is flat.
/// </summary>
/// <param name="Signed">Base asset, positive long.</param>
/// <param name="Cost">Σ entry price × quantity of what is open, not negative: the exact form of the entry price.</param>
/// <param name="Margin">Isolated margin.</param>
public readonly record struct IsolatedHolding(decimal Signed, decimal Cost, decimal Margin)
{
    /// <summary>Digits behind the point of every amount that is booked.</summary>
    public const int Decimals = 8;

    public bool IsFlat => decimal.Sign(Signed) == 0;

    public decimal Size => Math.Abs(Signed);

    public decimal PnlAt(decimal price) => (Signed * price) - (Math.Sign(Signed) * Cost);

    /// <summary>After an execution, and what it realised: it first closes what is open the other way, the rest opens or adds.</summary>
    public (IsolatedHolding Next, decimal Realised) Fill(OrderSide side, decimal price, decimal quantity, Leverage leverage)
    {
        var sign = side.Sign();
        var next = this;
        var closing = Math.Min(quantity, Math.Max(0, -Signed * sign));
        decimal realised = 0;
        if (closing > 0)
        {
            var isAll = closing == Size;
            var cost = isAll ? Cost : Math.Round(Cost * closing / Size, Decimals);
            var margin = isAll ? Margin : Math.Round(Margin * closing / Size, Decimals);
            realised = Math.Sign(Signed) * ((price * closing) - cost);
            next = new IsolatedHolding(Signed + (sign * closing), Cost - cost, Margin - margin);
        }

        var opening = quantity - closing;
        return opening <= 0 ? (next, realised)
            : (new IsolatedHolding(next.Signed + (sign * opening), next.Cost + (price * opening), next.Margin + Math.Round(price * opening / leverage.Value, Decimals)), realised);
    }

    /// <summary>
    /// The mark price at which margin + PnL = notional × rate − amount, in the bracket of that notional; zero when there is none (a long with enough margin).
    /// Long: (cost − margin − amount) / (size × (1 − rate)); short: (cost + margin + amount) / (size × (1 + rate)).
    /// </summary>
    /// <param name="brackets">In rising order of notional, not empty.</param>
    public decimal LiquidationPrice(EquatableList<LeverageBracket> brackets)
    {
        var price = Cost / Size;
        for (var i = 0; i < 3; i++)
        {
            var bracket = LeverageBracket.For(brackets, new Money(price * Size));
            price = Signed > 0
                ? (Cost - Margin - bracket.MaintenanceAmount) / (Size * (1 - bracket.MaintenanceRate))
                : (Cost + Margin + bracket.MaintenanceAmount) / (Size * (1 + bracket.MaintenanceRate));
            if (price <= 0)
            {
                return 0;
            }
        }

        return price;
    }
}
