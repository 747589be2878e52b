using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Risk;

namespace Ballast.Core.Desk;

/// <summary>
/// An account on a desk: its own record and positions, and the venue's side of them. Bounded: orders that have ended, fills that are counted
/// and lines that are booked are not kept. Amounts in USDT.
/// </summary>
public sealed record DeskState
{
    public required string Account { get; init; }

    /// <summary>The latest time anything happened at; the desk's clock never goes back.</summary>
    public DateTimeOffset LastAt { get; init; }

    public RiskRecord? Risk { get; init; }

    /// <summary>The wallet as the venue keeps it: start + Σ lines.</summary>
    public Money Wallet { get; init; }

    /// <summary>One for every symbol that ever had a signal, in the order of their names.</summary>
    public EquatableList<DeskSymbol> Symbols { get; init; }

    /// <summary>Ledger lines that the account has not read yet, oldest first.</summary>
    public EquatableList<IncomeEntry> Income { get; init; }

    /// <summary>The last number given to an order, a fill or a line.</summary>
    public long LastId { get; init; }

    /// <summary>Null when the symbol never had a signal.</summary>
    public DeskSymbol? Find(Symbol symbol)
    {
        foreach (var known in Symbols)
        {
            if (known.Symbol == symbol)
            {
                return known;
            }
        }

        return null;
    }

    /// <summary>Wallet and open PnL at the last marks.</summary>
    public Money Equity
    {
        get
        {
            var equity = Wallet;
            foreach (var symbol in Symbols)
            {
                equity += symbol.Holding.PnlAt(symbol.Mark);
            }

            return equity;
        }
    }
}

/// <summary>One symbol on a desk.</summary>
/// <param name="Slot">What the account knows of it.</param>
/// <param name="Position">What its position knows.</param>
/// <param name="Holding">What the venue holds.</param>
/// <param name="Mark">The last price seen.</param>
public sealed record DeskSymbol(Symbol Symbol, SymbolSlot Slot, PositionState Position, DeskHolding Holding, Price Mark)
{
    public bool IsOpen => !Holding.Held.IsFlat;
}

/// <summary>The venue's side of one symbol. Amounts in USDT.</summary>
public sealed record DeskHolding
{
    public IsolatedHolding Held { get; init; }

    /// <summary>Funding since flat, signed as booked: negative when paid.</summary>
    public Money Funding { get; init; }

    /// <summary>What a liquidation took or gave back beyond its fills, signed as booked.</summary>
    public Money Cleared { get; init; }

    public Leverage Leverage { get; init; }

    /// <summary>Fill prices are multiples of it where slippage moves them; 0: as they come.</summary>
    public decimal TickSize { get; init; }

    /// <summary>The venue's leverage table as of the last signal.</summary>
    public EquatableList<LeverageBracket> Brackets { get; init; }

    /// <summary>Open orders, and those ended that the position has still to ask for.</summary>
    public EquatableList<VenueOrder> Orders { get; init; }

    /// <summary>Fills that the position has not counted yet, oldest first.</summary>
    public EquatableList<Fill> Fills { get; init; }

    public Money PnlAt(Price price) => new(Held.PnlAt(price.Value));
}
