using Ballast.Core.Market;

namespace Ballast.Core.Strategies;

/// <summary>Where a strategy runs.</summary>
public sealed record StrategyPlace
{
    /// <summary>The candles that it reads. Default 1h (ours).</summary>
    public CandleInterval Interval { get; init; } = CandleInterval.OneHour;

    /// <summary>Default empty: every symbol of the account.</summary>
    public EquatableList<Symbol> Symbols { get; init; } = [];

    public bool Holds(Symbol symbol)
    {
        foreach (var listed in Symbols)
        {
            if (listed == symbol)
            {
                return true;
            }
        }

        return Symbols.Count == 0;
    }
}
