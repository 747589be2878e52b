using Ballast.Core.Accounting;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.News;
using Ballast.Core.Portfolio;
using Ballast.Core.Positions;
using Ballast.Core.Risk;
using Ballast.Core.Signals;
using Ballast.Core.Strategies;
using Ballast.Core.Volatility;

namespace Ballast.Core.Accounts;

/// <summary>Something that an account learns. A fact repeated changes nothing.</summary>
[System.Text.Json.Serialization.JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(SignalCame), "signal")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(PositionReported), "reported")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(Observed), "observed")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(ForeignSeen), "foreign")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(CriticalHappened), "critical")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(RestartDue), "restart")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(HaltAsked), "halt")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(ResumeAsked), "resume")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(FlattenAsked), "flatten")]
public abstract record AccountFact
{
    private AccountFact()
    {
    }

    /// <summary>The one symbol whose slot the fact may change; null: any, or none.</summary>
    public static Symbol? SymbolOf(AccountFact fact) => fact switch
    {
        SignalCame came => came.Signal.Symbol,
        PositionReported reported => reported.Symbol,
        HaltAsked halt => halt.Symbol,
        ResumeAsked resume => resume.Symbol,
        Observed or FlattenAsked or CriticalHappened or ForeignSeen or RestartDue => null,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public sealed record SignalCame(Signal Signal, MarketView? View, VixReading? Vix, SymbolCorrelations? Correlations = null, VenueBan? Ban = null) : AccountFact
    {
        /// <summary>Null: there was none.</summary>
        public NewsState? News { get; init; }

        /// <summary>Null: there is none.</summary>
        public SentimentState? Sentiment { get; init; }

        /// <summary>The strategy has become worse than it was.</summary>
        public bool IsDecayed { get; init; }

        /// <summary>Null: the built-in strategies have said nothing of the symbol.</summary>
        public SymbolOpinions? Opinions { get; init; }

        /// <summary>What a decision on the signal reads, for an account as it stands.</summary>
        public DecisionInput ToInput(AccountState account, DateTimeOffset now) => new(Signal, View, Vix, account.Risk, account.Slot(Signal.Symbol), now)
        {
            Held = account.HeldBesides(Signal.Symbol),
            Correlations = Correlations,
            Ban = Ban,
            News = News,
            Sentiment = Sentiment,
            IsDecayed = IsDecayed,
            Opinions = Opinions,
        };
    }

    /// <summary>A position's report; <paramref name="Number"/> rises by one from report to report of that symbol.</summary>
    public sealed record PositionReported(Symbol Symbol, long Number, PositionReport Report) : AccountFact;

    /// <summary>The venue's balance and open PnL, and all ledger lines at or after the last booked one.</summary>
    /// <param name="StartedAt">When the reading began; one that began before the last one taken says nothing any more. Null: now.</param>
    public sealed record Observed(Money Balance, Money UnrealisedPnl, EquatableList<IncomeEntry> Income, DateTimeOffset? StartedAt = null) : AccountFact;

    /// <summary>All positions on the venue that are not ours; a symbol not named has none any more.</summary>
    public sealed record ForeignSeen(EquatableList<ForeignSymbol> Positions) : AccountFact;

    /// <summary>A critical error: everything of ours is closed, entries halt. <paramref name="IsKill"/>: only a person resumes.</summary>
    public sealed record CriticalHappened(string Code, string Why, bool IsKill = false) : AccountFact;

    /// <summary>Venue and state have just been reconciled without a difference: a halt that has waited long enough may end.</summary>
    public sealed record RestartDue : AccountFact;

    /// <summary>Stops entries, on one symbol or on all.</summary>
    public sealed record HaltAsked(Symbol? Symbol, string Code, string Why) : AccountFact;

    /// <param name="Restart">Peak, streaks and recovery mode begin anew.</param>
    public sealed record ResumeAsked(Symbol? Symbol, bool Restart = false) : AccountFact;

    /// <summary>Closes what is open or reserved, on one symbol or on all.</summary>
    public sealed record FlattenAsked(Symbol? Symbol, string Reason) : AccountFact;
}

/// <summary>A position on the venue that is not ours, on its symbol.</summary>
/// <param name="SignedQuantity">Positive long, negative short.</param>
/// <param name="Notional">USDT at the mark.</param>
/// <param name="Margin">USDT of isolated margin.</param>
public sealed record ForeignSymbol(Symbol Symbol, decimal SignedQuantity, Money Notional, Money Margin);
