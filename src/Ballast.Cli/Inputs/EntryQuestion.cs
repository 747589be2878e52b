using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Portfolio;
using Ballast.Core.Regimes;
using Ballast.Core.Risk;
using Ballast.Core.Signals;
using Ballast.Core.Sizing;
using Ballast.Core.Volatility;

namespace Ballast.Cli.Inputs;

/// <summary>One question to the rules, made of what the options told.</summary>
internal sealed record EntryQuestion(EntrySignal Signal, AccountFigures Account, TradingOptions Options)
{
    private const decimal LeastDistance = 0.000001m;

    // Decisions are dated; a calculator's answer must not depend on when it is asked.
    private static readonly DateTimeOffset s_at = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    // The level is told as a whole, so the order's own share of the book adds nothing to it.
    private static readonly Money s_ample = new(1_000_000_000_000m);

    /// <summary>The settings without the veto of higher frames and without an ensemble: the calculator is told neither frames nor opinions.</summary>
    private TradingOptions Told => Options with { Frames = Options.Frames with { Veto = [] }, Ensemble = new() };

    private decimal Confidence => Signal.Confidence ?? Options.Signals.DefaultConfidence;

    private decimal? StopDistance => Signal is { Price: { } price, Stop: { } stop } ? Math.Abs(price - stop) : Signal.Atr * Options.Entry.StopAtrs;

    /// <summary>Itself.</summary>
    /// <exception cref="UsageException">The stop lies within a millionth of the price, which says nothing about risk, or a long's below zero.</exception>
    public EntryQuestion Checked()
    {
        if (Signal.Price is { } price && StopDistance is { } distance && (distance < price * LeastDistance || (Signal.Side == PositionSide.Long && distance >= price)))
        {
            var from = Signal.Stop is null ? FormattableString.Invariant($"{Options.Entry.StopAtrs} × --atr") : "--stop";
            throw new UsageException(FormattableString.Invariant($"The stop lies {distance} from --price {price} ({from}); allowed: at least a millionth of the price, and for a long less than the price."));
        }

        return this;
    }

    /// <summary>What the model says by itself.</summary>
    public SizeFigures ByModel() => ModelSizing.Size(ToSizingInput(), Options, Signal.Instrument, Signal.Price is not null);

    /// <summary>What the account would decide.</summary>
    public SizeFigures ByAccount(RiskRecord record, VixLevel vix, decimal? correlation) => EntryDecider.Explain(ToDecisionInput(record, vix, correlation), Told).Figures;

    public RiskRecord Record() => Account.ToRecord(s_at, Options);

    public SizingInput ToSizingInput() => new()
    {
        Balance = Account.Balance,
        Equity = Account.Equity,
        Coin = Options.ClassOf(Signal.Instrument!),
        BaseAsset = Signal.Instrument!.BaseAsset,
        Tier = BalanceTier.For(Account.Balance, Options.Safety.Tiers),
        Price = new Price(Signal.Price ?? 0),
        StopDistance = StopDistance ?? 0,
        Confidence = Confidence,
        Strength = Signal.Strength,
        VolatilityRatio = Signal.Volatility ?? (Signal is { Atr: { } atr, Price: { } price } ? atr / price : null),
        Vpin = Signal.Vpin,
        RiskLevel = Signal.RiskLevel,
        Recent = Account.Recent,
        OnSymbol = Account.OnSymbol,
        InRecovery = Account.InRecovery,
        LosingStreak = Account.LosingStreak,
        Drawdown = Account.Drawdown,
        Regime = Signal.Regime,
        RegimeMultiplier = PolicyRules.Multiplier(Signal.Regime, Signal.VolatilityLevel, Options.Policy),
        Profile = Signal.Profile,
        ProfileMultiplier = PolicyRules.ProfileMultiplier(Signal.Profile, Options.Policy),
    };

    private DecisionInput ToDecisionInput(RiskRecord record, VixLevel vix, decimal? correlation)
    {
        var policy = new SymbolPolicy(
            Signal.Regime, Signal.VolatilityLevel, Signal.Profile, PolicyRules.MinConfidence(Signal.Regime, Signal.VolatilityLevel, Options.Policy),
            PolicyRules.Multiplier(Signal.Regime, Signal.VolatilityLevel, Options.Policy), 0, 0, 0, "as told", s_at, s_at);
        var view = new MarketView(Signal.Instrument!, new Price(Signal.Price ?? 0), Signal.Atr, policy, 0, s_at, s_at) { Book = Book() };
        var signal = new Signal
        {
            DecisionId = "calculator",
            Account = record.Account,
            Strategy = Options.Signals.DefaultStrategy,
            Symbol = Signal.Symbol,
            Target = Signal.Side == PositionSide.Long ? SignalTarget.Long : SignalTarget.Short,
            Confidence = Signal.Confidence,
            Strength = Signal.Strength,
            StopLoss = new Price(Signal.Stop ?? 0),
            SentAt = s_at,
        };
        var other = new Symbol("ANOTHER");
        return new DecisionInput(signal, view, new VixReading(0, vix, 0, 0, 0, s_at, s_at), record, new SymbolSlot { Symbol = Signal.Symbol, Results = AccountFigures.Results(Account.OnSymbol) }, s_at)
        {
            Held = correlation is null ? [] : [new HeldSymbol(other, Signal.Side)],
            Correlations = correlation is { } told ? new SymbolCorrelations(Signal.Symbol, [new PairCorrelation(other, told)], 0, s_at, s_at) : null,
        };
    }

    /// <summary>A book that is classified as told, unless the VPIN (not told: as the settings count a missing one) is worse.</summary>
    private BookReading? Book() => Signal is { RiskLevel: null, Vpin: null } ? null : new BookReading(
        Signal.RiskLevel switch
        {
            RiskLevel.Safe => 0,
            RiskLevel.Warning => Options.Microstructure.WarningSpread,
            _ => Options.Microstructure.CriticalSpread,
        },
        Signal.Vpin,
        s_at)
    {
        BidDepth = s_ample,
        AskDepth = s_ample,
    };
}
