using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Regimes;
using Ballast.Core.Risk;
using Ballast.Core.Signals;
using Ballast.Core.Sizing;
using Ballast.Core.Volatility;

namespace Ballast.Core.Tests.Support;

/// <summary>A calm, ordinary scene: BTCUSDT at 100,000, an account of 10,000 USDT, everything fresh. Tests change what they are about.</summary>
public static class Given
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    public static readonly Symbol Btc = new("BTCUSDT");

    public static TradingOptions Options { get; } = new();

    public static Instrument Instrument(string name = "BTCUSDT", decimal tick = 0.1m, decimal step = 0.001m, decimal minNotional = 100) => new()
    {
        Symbol = new Symbol(name),
        BaseAsset = name[..^4],
        TickSize = tick,
        StepSize = step,
        MinQuantity = step,
        MinNotional = minNotional,
        Brackets =
        [
            new(0, 50_000, 125, 0.004m, 0),
            new(50_000, 600_000, 100, 0.005m, 50),
            new(600_000, 3_000_000, 75, 0.0065m, 950),
            new(3_000_000, 12_000_000, 50, 0.01m, 11_450),
        ],
    };

    public static SymbolPolicy Policy(Regime regime = Regime.Trending, RiskProfile profile = RiskProfile.Normal, VolatilityLevel volatility = VolatilityLevel.Normal) => new(
        regime, volatility, profile,
        PolicyRules.MinConfidence(regime, volatility, new PolicyOptions()), PolicyRules.Multiplier(regime, volatility, new PolicyOptions()),
        30, 50, 0, "because", Noon, Noon + TimeSpan.FromMinutes(3))
    {
        Frames = Frames(),
    };

    /// <summary>Every frame calm, but for those that are told.</summary>
    public static EquatableList<FrameReading> Frames(params (CandleInterval Interval, Regime Regime, TrendDirection Direction)[] changed) =>
        EquatableList.From(Options.Frames.Frames.Select(frame => changed.Where(c => c.Interval == frame)
            .Select(c => new FrameReading(frame, c.Regime, c.Direction, "told.", Noon))
            .FirstOrDefault(new FrameReading(frame, Regime.Normal, TrendDirection.Flat, "calm.", Noon))));

    public static MarketView View(decimal mark = 100_000, decimal? atr = 1_000, SymbolPolicy? policy = null, Instrument? instrument = null) =>
        new(instrument ?? Instrument(), new Price(mark), atr, policy ?? Policy(), 0, Noon, Noon + TimeSpan.FromMinutes(3));

    public static VixReading Vix(VixLevel level = VixLevel.Normal) => new(50, level, 50, 100, 0, Noon, Noon + TimeSpan.FromMinutes(15));

    public static RiskRecord Risk(decimal balance = 10_000, decimal unrealised = 0, SafetyOptions? safety = null) =>
        RiskRules.Create("main", new Money(balance), new Money(unrealised), Noon, safety ?? new SafetyOptions());

    public static SymbolSlot Slot(Hold? open = null, Hold? reserved = null) => new() { Symbol = Btc, Open = open, Reserved = reserved };

    public static Hold Hold(string strategy = "trend", PositionSide side = PositionSide.Long, decimal notional = 1_000, decimal margin = 100, decimal loss = 15, string id = "held") =>
        new(id, strategy, side, new Quantity(0.01m), new Money(notional), new Money(margin), new Money(loss), 1, 1, Noon);

    public static Signal Signal(SignalTarget target = SignalTarget.Long, string strategy = "trend", decimal? confidence = 0.7m, string id = "signal-1") => new()
    {
        DecisionId = DerivedId.Of("decision", id),
        Account = "main",
        Strategy = strategy,
        Symbol = Btc,
        Target = target,
        Confidence = confidence,
        SentAt = Noon,
    };

    public static DecisionInput Input(Signal? signal = null, MarketView? view = null, VixReading? vix = null, RiskRecord? risk = null, SymbolSlot? slot = null) =>
        new(signal ?? Signal(), view ?? View(), vix ?? Vix(), risk ?? Risk(), slot ?? Slot(), Noon);

    public static OrderTicket Ticket(long sequence = 1, PositionSide side = PositionSide.Long, decimal quantity = 0.02m, string? id = null, DateTimeOffset? at = null)
    {
        var sign = side.Sign();
        var limit = 100_000m + (sign * 100);
        return new OrderTicket
        {
            DecisionId = id ?? DerivedId.Of("decision", $"ticket-{sequence}"),
            Account = "main",
            Symbol = Btc,
            Strategy = "trend",
            Sequence = sequence,
            Side = side,
            Quantity = new Quantity(quantity),
            ReferencePrice = new Price(100_000),
            LimitPrice = new Price(limit),
            StopPrice = new Price(100_000 - (sign * 1_500)),
            Leverage = new Leverage(10),
            Notional = new Money(limit * quantity),
            Margin = new Money(limit * quantity / 10),
            LossAtStop = new Money(1_600 * quantity),
            Atr = 1_000,
            TickSize = 0.1m,
            StepSize = 0.001m,
            Mode = TradeMode.Swing,
            DecidedAt = at ?? Noon,
            ValidUntil = (at ?? Noon) + TimeSpan.FromSeconds(60),
        };
    }

    public static SizingInput Sizing(decimal balance = 100, CoinClass coin = CoinClass.Core, decimal confidence = 0.7m) => new()
    {
        Balance = new Money(balance),
        Equity = new Money(balance),
        Coin = coin,
        Tier = BalanceTier.For(new Money(balance), BalanceTier.Defaults),
        Price = new Price(100),
        StopDistance = 2,
        Confidence = confidence,
        Strength = 5,
        VolatilityRatio = 0.02m,
    };

    /// <summary>The limits that stopped the day, joined; null while none has.</summary>
    public static string? StoppedBy(this DayRecord day) => day.Stops.Count == 0 ? null : string.Join(',', day.Stops);

    public static Candle Candle(int hour, double open, double high, double low, double close) =>
        new(hour * 3_600_000L, open, high, low, close, 1, ((hour + 1) * 3_600_000L) - 1);
}
