using Ballast.Core.Market;

namespace Ballast.Core.Performance;

/// <summary>An account at the end of a UTC day.</summary>
/// <param name="Equity">Open PnL, fees and funding in it.</param>
/// <param name="Transfers">What came in during the day less what went out: taken out of every comparison (requirements §1.3).</param>
public readonly record struct DayEquity(DateOnly Day, Money Equity, Money Transfers);
