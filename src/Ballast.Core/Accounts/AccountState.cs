using System.Collections.Immutable;
using Ballast.Core.Market;
using Ballast.Core.Risk;

namespace Ballast.Core.Accounts;

/// <summary>One account: its risk record (null before the first reconciliation) and a slot per symbol that ever had a signal.</summary>
public sealed record AccountState(string Account, RiskRecord? Risk, ImmutableDictionary<Symbol, SymbolSlot> Slots)
{
    public static AccountState Empty(string account) => new(account, null, ImmutableDictionary<Symbol, SymbolSlot>.Empty);

    public SymbolSlot Slot(Symbol symbol) => Slots.TryGetValue(symbol, out var slot) ? slot : new SymbolSlot { Symbol = symbol };

    public AccountState With(SymbolSlot slot) => this with { Slots = Slots.SetItem(slot.Symbol, slot) };
}
