using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.News;
using Ballast.Core.Performance;
using Ballast.Core.Portfolio;
using Ballast.Core.Regimes;
using Ballast.Core.Risk;
using Ballast.Core.Signals;
using Ballast.Core.Sizing;
using Ballast.Core.Strategies;
using Ballast.Core.Volatility;

namespace Ballast.Core.Decisions;

/// <summary>All trading settings of an account, each default beside its rule.</summary>
public sealed record TradingOptions
{
    public SizingOptions Sizing { get; init; } = new();

    public LeverageOptions Leverage { get; init; } = new();

    public SafetyOptions Safety { get; init; } = new();

    public EmergencyOptions Emergency { get; init; } = new();

    public LimitOptions Limits { get; init; } = new();

    public CapOptions Caps { get; init; } = new();

    public MicrostructureOptions Microstructure { get; init; } = new();

    public FlowOptions Flow { get; init; } = new();

    public VpinOptions Vpin { get; init; } = new();

    public PortfolioOptions Portfolio { get; init; } = new();

    public NewsOptions News { get; init; } = new();

    public SentimentOptions Sentiment { get; init; } = new();

    public DecayOptions Decay { get; init; } = new();

    public PolicyOptions Policy { get; init; } = new();

    public RegimeOptions Regimes { get; init; } = new();

    public FrameOptions Frames { get; init; } = new();

    public HiddenMarkovOptions HiddenMarkov { get; init; } = new();

    public VixOptions Vix { get; init; } = new();

    public SignalOptions Signals { get; init; } = new();

    public StrategyOptions Strategies { get; init; } = new();

    public EnsembleOptions Ensemble { get; init; } = new();

    public EntryOptions Entry { get; init; } = new();

    public ExitOptions Exits { get; init; } = new();

    public RetentionOptions Retention { get; init; } = new();

    public ResearchOptions Research { get; init; } = new();

    /// <summary>Which candles the policies are made of.</summary>
    public FramePlan FramePlan => FramePlan.Of(Math.Max(Policy.PercentileCandles + Entry.AtrLength, HiddenMarkov.Candles), Frames, Policy, Regimes);

    /// <summary>Core coins; every other is alt. Default BTC and ETH (ours).</summary>
    public EquatableList<string> CoreCoins { get; init; } = ["BTC", "ETH"];

    /// <summary>Settings of strategies and symbols that differ from the account's; <see cref="WithScopes"/> fills it.</summary>
    public EquatableList<ScopedOptions> Scopes { get; private init; }

    /// <summary>The forced stop is the account's: on where it is asked for, or where any engine of §6 is chosen (requirements §1.3).</summary>
    public bool HasForcedStop => Safety.DrawdownStop || Leverage.IsOfSection6;

    /// <summary>The same settings with others for some strategies and symbols. An engine of §6 in any of them turns the account's forced stop on.</summary>
    public TradingOptions WithScopes(IEnumerable<ScopedOptions> scopes)
    {
        var all = scopes.ToList();
        var safety = Safety with { DrawdownStop = HasForcedStop || all.Any(s => s.Options.HasForcedStop) };
        return this with { Safety = safety, Scopes = EquatableList.From(all.Select(s => s with { Options = s.Options with { Safety = safety, Scopes = [] } })) };
    }

    /// <summary>The settings for one entry: those of the strategy on the symbol, else of the symbol, else of the strategy, else the account's.</summary>
    public TradingOptions For(string strategy, Symbol symbol)
    {
        TradingOptions? bySymbol = null, byStrategy = null;
        foreach (var scope in Scopes)
        {
            switch (scope)
            {
                case { Strategy: { } ofStrategy, Symbol: { } ofSymbol } when ofStrategy == strategy && ofSymbol == symbol:
                    return scope.Options;
                case { Strategy: null, Symbol: { } ofSymbol } when ofSymbol == symbol:
                    bySymbol = scope.Options;
                    break;
                case { Strategy: { } ofStrategy, Symbol: null } when ofStrategy == strategy:
                    byStrategy = scope.Options;
                    break;
                default:
                    break;
            }
        }

        return bySymbol ?? byStrategy ?? this;
    }

    public CoinClass ClassOf(Instrument instrument)
    {
        foreach (var coin in CoreCoins)
        {
            if (coin == instrument.BaseAsset)
            {
                return CoinClass.Core;
            }
        }

        return CoinClass.Alt;
    }
}

/// <summary>The whole settings for a strategy, a symbol, or a strategy on a symbol.</summary>
/// <param name="Strategy">Null: every strategy.</param>
/// <param name="Symbol">Null: every symbol.</param>
public sealed record ScopedOptions(string? Strategy, Symbol? Symbol, TradingOptions Options);

/// <summary>Settings of an entry. Source: requirements §0.2 and §9.</summary>
public sealed record EntryOptions
{
    /// <summary>The stop's distance in ATRs where the alert gives none. Default 1.5.</summary>
    public decimal StopAtrs { get; init; } = 1.5m;

    /// <summary>ATR length. Default 14.</summary>
    public int AtrLength { get; init; } = 14;

    /// <summary>Worst price accepted against the reference price. A fraction, default 0.0010 (ours).</summary>
    public decimal SlippageBound { get; init; } = 0.0010m;

    /// <summary>What becomes of an entry that the book does not hold whole within the bound. Default <see cref="SlippagePolicy.IocLimit"/>.</summary>
    public SlippagePolicy SlippagePolicy { get; init; } = SlippagePolicy.IocLimit;

    /// <summary>A cost of at most this is on target in the report of slippage. A fraction, default 0.0005.</summary>
    public decimal SlippageTarget { get; init; } = 0.0005m;

    /// <summary>An older book says nothing about what an order would pay. Default 10 s (ours).</summary>
    public TimeSpan MaxBookAge { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A ticket not sent within it expires. Default 60 s.</summary>
    public TimeSpan ValidFor { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>Settings of the caps. Source: requirements §0.5.</summary>
public sealed record CapOptions
{
    /// <summary>Share of the balance that one position may lose at its stop. Default 0.20.</summary>
    public decimal MaxLossAtStop { get; init; } = 0.20m;

    /// <summary>Liquidation lies at least this many stop distances away. Default 2.</summary>
    public decimal LiquidationStopDistances { get; init; } = 2;

    /// <summary>Share of the total exposure limit that one side may use. Default 0.70 (ours).</summary>
    public decimal MaxSideShare { get; init; } = 0.70m;

    /// <summary>Open or reserved positions. Default 5 (ours).</summary>
    public int MaxPositions { get; init; } = 5;

    /// <summary>Share of the balance never committed as margin. Default 0.20 (ours).</summary>
    public decimal Reserve { get; init; } = 0.20m;
}
