using System.Collections.Immutable;
using Ballast.Core.Market;
using Ballast.Core.Portfolio;
using Ballast.Core.Risk;

namespace Ballast.Core.Accounts;

/// <summary>One account: its risk record (null before the first reconciliation) and a slot per symbol that ever had a signal.</summary>
public sealed record AccountState(string Account, RiskRecord? Risk, ImmutableDictionary<Symbol, SymbolSlot> Slots)
{
    public static AccountState Empty(string account) => new(account, null, ImmutableDictionary<Symbol, SymbolSlot>.Empty);

    public SymbolSlot Slot(Symbol symbol) => Slots.TryGetValue(symbol, out var slot) ? slot : new SymbolSlot { Symbol = symbol };

    public AccountState With(SymbolSlot slot) => this with { Slots = Slots.SetItem(slot.Symbol, slot) };

    /// <summary>What is open or reserved on other symbols, in symbol order.</summary>
    public EquatableList<HeldSymbol> HeldBesides(Symbol symbol)
    {
        List<HeldSymbol>? held = null;
        foreach (var slot in Slots.Values)
        {
            if (slot.Symbol != symbol && (slot.Reserved ?? slot.Open) is { } hold)
            {
                (held ??= []).Add(new HeldSymbol(slot.Symbol, hold.Side));
            }
        }

        held?.Sort((left, right) => left.Symbol.CompareTo(right.Symbol));
        return held is null ? [] : EquatableList.From(held);
    }
}
