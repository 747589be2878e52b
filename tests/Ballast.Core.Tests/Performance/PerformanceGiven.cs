using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Performance;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Performance;

/// <summary>Closed trades and days that differ only in what a test is about.</summary>
internal static class PerformanceGiven
{
    /// <param name="net">Net PnL, after a fee of 1 and a funding of −0.5.</param>
    public static Trade Trade(decimal net, decimal plannedLoss = 10, string symbol = "BTCUSDT", string strategy = "trend", int hour = 0) => new()
    {
        Id = $"main|{symbol}|{hour}",
        DecisionId = $"decision-{hour}",
        Account = "main",
        Symbol = new Symbol(symbol),
        Strategy = strategy,
        Side = PositionSide.Long,
        Quantity = new Quantity(1),
        EntryPrice = new Price(100),
        ExitPrice = new Price(100 + net),
        EntryAt = Given.Noon.AddHours(hour - 1),
        ExitAt = Given.Noon.AddHours(hour),
        Leverage = new Leverage(5),
        Margin = new Money(20),
        RealisedPnl = new Money(net + 1.5m),
        Fees = new Money(1),
        Funding = new Money(-0.5m),
        StopPrice = new Price(90),
        PlannedLoss = new Money(plannedLoss),
        ReferencePrice = new Price(100),
        ExitReason = "STOP",
    };

    public static DayEquity[] Days(params decimal[] equity) => [.. equity.Select((e, i) => Day(i, e))];

    public static DayEquity Day(int number, decimal equity, decimal transfers = 0) => new(new DateOnly(2026, 1, 1).AddDays(number), new Money(equity), new Money(transfers));
}
