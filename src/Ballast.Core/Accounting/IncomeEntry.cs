using Ballast.Core.Market;

namespace Ballast.Core.Accounting;

/// <summary>One signed line of the venue's ledger (income). The wallet balance is the sum of all of them.</summary>
/// <param name="Id">The venue's id, unique per kind.</param>
/// <param name="Kind">REALIZED_PNL, COMMISSION, FUNDING_FEE, TRANSFER, INSURANCE_CLEAR, … as the venue names it.</param>
/// <param name="Amount">Signed, in <paramref name="Asset"/>.</param>
public sealed record IncomeEntry(string Id, string Kind, Symbol Symbol, Money Amount, string Asset, DateTimeOffset At);
