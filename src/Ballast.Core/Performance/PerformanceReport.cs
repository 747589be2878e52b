using Ballast.Core.Accounting;
using Ballast.Core.Market;

namespace Ballast.Core.Performance;

/// <summary>How the trades and the equity of a time went, as a whole and by group. Groups stand in the order of their names.</summary>
/// <param name="ByMode">SWING, SCALP, or UNKNOWN.</param>
/// <param name="ByRegime">TRENDING, RANGING, NORMAL at entry, or UNKNOWN.</param>
public sealed record PerformanceReport(
    TradeFigures All,
    EquityFigures Equity,
    EquatableList<GroupFigures> BySymbol,
    EquatableList<GroupFigures> ByMode,
    EquatableList<GroupFigures> ByRegime,
    EquatableList<GroupFigures> ByStrategy)
{
    private const string Unknown = "UNKNOWN";

    public static PerformanceReport Of(IReadOnlyCollection<Trade> trades, IEnumerable<DayEquity> days) => new(
        TradeFigures.Of(trades),
        EquityFigures.Of(DailyReturns.Of(days)),
        GroupFigures.By(trades, t => t.Symbol.Name),
        GroupFigures.By(trades, t => t.Mode?.ToString().ToUpperInvariant() ?? Unknown),
        GroupFigures.By(trades, t => t.Regime?.ToString().ToUpperInvariant() ?? Unknown),
        GroupFigures.By(trades, t => t.Strategy));
}
