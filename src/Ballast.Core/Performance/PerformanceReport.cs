using Ballast.Core.Accounting;
using Ballast.Core.Market;

namespace Ballast.Core.Performance;

/// <summary>The figures of one group of trades, such as one symbol's.</summary>
public sealed record GroupFigures(string Name, TradeFigures Figures);

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
        By(trades, t => t.Symbol.Name),
        By(trades, t => t.Mode?.ToString().ToUpperInvariant() ?? Unknown),
        By(trades, t => t.Regime?.ToString().ToUpperInvariant() ?? Unknown),
        By(trades, t => t.Strategy));

    private static EquatableList<GroupFigures> By(IEnumerable<Trade> trades, Func<Trade, string> name) => EquatableList.From(
        trades.GroupBy(name, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new GroupFigures(g.Key, TradeFigures.Of(g))));
}
