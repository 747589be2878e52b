using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Venue;

/// <summary>What somebody sees who stands beside the venue: not through its interface, so without limits or faults. For simulations and tests.</summary>
/// <param name="Positions">Signed quantity by symbol, without the flat ones.</param>
/// <param name="Open">Open plain and conditional orders.</param>
/// <param name="Balance">Wallet, USDT.</param>
/// <param name="Fills">From the asked one on, oldest first.</param>
/// <param name="Income">From the asked one on, oldest first.</param>
public sealed record VenueSight(
    IReadOnlyList<(Symbol Symbol, decimal Signed)> Positions,
    IReadOnlyList<VenueOrder> Open,
    decimal Balance,
    IReadOnlyList<Fill> Fills,
    IReadOnlyList<IncomeEntry> Income);
