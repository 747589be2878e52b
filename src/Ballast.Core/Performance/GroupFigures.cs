using Ballast.Core.Accounting;
using Ballast.Core.Market;

namespace Ballast.Core.Performance;

/// <summary>The figures of one group of trades, such as one symbol's.</summary>
public sealed record GroupFigures(string Name, TradeFigures Figures)
{
    /// <summary>The groups in the order of their names.</summary>
    public static EquatableList<GroupFigures> By(IEnumerable<Trade> trades, Func<Trade, string> name) => EquatableList.From(
        trades.GroupBy(name, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new GroupFigures(g.Key, TradeFigures.Of(g))));
}
