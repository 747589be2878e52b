using Ballast.Core.Accounts;
using Ballast.Core.Market;
using Ballast.Core.News;

namespace Ballast.Core.Competing;

/// <summary>A signal of the account with all that its decision read, on its way to the modes.</summary>
/// <param name="DecidedAt">When the account decided it.</param>
public sealed record CompetitionSignal(AccountFact.SignalCame Came, DateTimeOffset DecidedAt)
{
    /// <summary>The id of the account's decision.</summary>
    public string Id => Came.Signal.DecisionId;

    public Symbol Symbol => Came.Signal.Symbol;

    /// <summary>What the modes need of it: news and sentiment that can have a say in a decision on its symbol, so that it always fits into a row.</summary>
    public static CompetitionSignal Of(AccountFact.SignalCame came, DateTimeOffset decidedAt) => new(
        came with
        {
            News = came.News is { } news ? new NewsState(EquatableList.From(news.Pauses.Where(p => p.IsRunning(decidedAt) && (p.Symbol is null || p.Symbol == came.Signal.Symbol)))) : null,
            Sentiment = came.Sentiment is { } sentiment ? new SentimentState(Extremes(sentiment, came.Signal.Symbol, decidedAt)) : null,
        },
        decidedAt);

    /// <summary>The same for a mode: its account, an id of its own.</summary>
    internal AccountFact.SignalCame For(string mode) => Came with
    {
        Signal = Came.Signal with { Account = mode, DecisionId = DerivedId.Of("competition", $"{mode}|{Id}"), Previous = null },
    };

    /// <summary>Only the reading that speaks most against a side counts: of those alive the lowest and the highest.</summary>
    private static EquatableList<SentimentReading> Extremes(SentimentState sentiment, Symbol symbol, DateTimeOffset now)
    {
        var alive = sentiment.Readings.Where(r => r.IsAlive(now) && (r.Symbol is null || r.Symbol == symbol)).ToList();
        return alive.Count < 3 ? EquatableList.From(alive) : [alive.MinBy(r => r.Score)!, alive.MaxBy(r => r.Score)!];
    }
}

/// <summary>What a symbol's funding was last said to be.</summary>
/// <param name="Rate">A fraction of the notional; positive: longs pay.</param>
/// <param name="NextAt">When it is settled.</param>
public sealed record FundingReading(Symbol Symbol, decimal Rate, DateTimeOffset NextAt);
