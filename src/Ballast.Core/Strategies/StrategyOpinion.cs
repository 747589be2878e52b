using Ballast.Core.Market;

namespace Ballast.Core.Strategies;

/// <summary>What a built-in strategy last said of a symbol, as it is cached.</summary>
/// <param name="Action">Null: there were too few candles.</param>
/// <param name="Confidence">0 to 1: calibrated, else as the rule gave it.</param>
/// <param name="Raw">0 to 1, as the rule gave it.</param>
/// <param name="Why">What it saw.</param>
/// <param name="Calibration">Where the confidence comes from.</param>
/// <param name="At">The end of the last candle that it has seen.</param>
public sealed record StrategyOpinion(string Strategy, CandleInterval Interval, ModelAction? Action, decimal Confidence, decimal Raw, string Why, string Calibration, DateTimeOffset At)
{
    /// <summary>As a member of an ensemble; null while it has none, and once later candles should have been seen.</summary>
    public Opinion? OpinionAt(DateTimeOffset now, double maxAgeCandles) =>
        Action is { } action && now - At <= Interval.Length * maxAgeCandles ? new Opinion(action, Confidence, Why) : null;
}

/// <summary>The latest opinion of each built-in strategy on one symbol.</summary>
public sealed record SymbolOpinions(Symbol Symbol, EquatableList<StrategyOpinion> Opinions)
{
    /// <summary>With a newer opinion in the place of that strategy's last; an older one changes nothing.</summary>
    public SymbolOpinions With(StrategyOpinion opinion)
    {
        for (var i = 0; i < Opinions.Count; i++)
        {
            if (Opinions[i].Strategy == opinion.Strategy)
            {
                return Opinions[i].Interval == opinion.Interval && Opinions[i].At > opinion.At ? this : this with { Opinions = Opinions.SetItem(i, opinion) };
            }
        }

        return this with { Opinions = Opinions.Add(opinion) };
    }

    public StrategyOpinion? Of(BuiltIn strategy)
    {
        var name = strategy.Name();
        foreach (var opinion in Opinions)
        {
            if (opinion.Strategy == name)
            {
                return opinion;
            }
        }

        return null;
    }
}
