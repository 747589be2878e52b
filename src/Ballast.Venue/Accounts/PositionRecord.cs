using Ballast.Core.Positions;

namespace Ballast.Venue.Accounts;

/// <summary>One open position in the stored form (kind "position", version 1).</summary>
/// <param name="Signed">Base asset, positive long.</param>
/// <param name="Cost">Σ entry price × quantity of what is open, USDT, not negative: the exact form of the entry price.</param>
/// <param name="Margin">Isolated margin, USDT.</param>
internal sealed record PositionRecord(string Symbol, decimal Signed, decimal Cost, decimal Margin)
{
    public decimal Size => Math.Abs(Signed);

    public decimal EntryPrice => Size == 0 ? 0 : Cost / Size;

    /// <summary>The same without the symbol.</summary>
    public IsolatedHolding Holding => new(Signed, Cost, Margin);

    public decimal PnlAt(decimal price) => Holding.PnlAt(price);

    public PositionRecord With(IsolatedHolding holding) => new(Symbol, holding.Signed, holding.Cost, holding.Margin);
}
