using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Regimes;
using Ballast.Core.Risk;
using Ballast.Core.Signals;
using Ballast.Core.Volatility;

namespace Ballast.Benchmarks.Cases;

/// <summary>An ordinary alert on an ordinary account: nothing is open, nothing refuses, every rule of the entry decision runs.</summary>
internal static class DecisionInputs
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly Symbol Bitcoin = new("BTCUSDT");

    public static TradingOptions Options { get; } = new();

    public static DecisionInput Accepted() => new(
        new Signal
        {
            DecisionId = "k7m2x9p4q8r1s5t3v6w0",
            Account = "main",
            Strategy = "bench",
            Symbol = Bitcoin,
            Target = SignalTarget.Long,
            Confidence = 0.8m,
            Strength = 4,
            Price = new Price(64_250.3m),
            SentAt = Now,
        },
        new MarketView(Instrument(), new Price(64_251.7m), 412.37m, Policy(), 0, Now, Now + TimeSpan.FromMinutes(3))
        {
            Book = new BookReading(0.00002244m, 0.21m, Now) { Imbalance = 0.0821m, BidDepth = new Money(1_461_937.11m), AskDepth = new Money(1_502_288.46m), SignedVolume = -211.402m, FlowAsOf = Now },
        },
        new VixReading(38.2, VixLevel.Normal, 55, 720, 0, Now, Now + TimeSpan.FromMinutes(15)),
        RiskRules.Create("main", new Money(1000), Money.Zero, Now, Options.Safety),
        new SymbolSlot { Symbol = Bitcoin, Results = "WLWWLWLWWL" },
        Now);

    private static SymbolPolicy Policy() =>
        new(Regime.Trending, VolatilityLevel.Normal, RiskProfile.Normal, 0.6m, 1, 31, 48, 0, "ADX 31", Now, Now + TimeSpan.FromMinutes(3))
        {
            Frames = EquatableList.From(Options.Frames.Frames.Select(f => new FrameReading(f, Regime.Normal, TrendDirection.Flat, "calm", Now))),
        };

    private static Instrument Instrument() => new()
    {
        Symbol = Bitcoin,
        BaseAsset = "BTC",
        TickSize = 0.1m,
        StepSize = 0.001m,
        MinQuantity = 0.001m,
        MaxQuantity = 1000,
        MaxMarketQuantity = 120,
        MinNotional = 5,
        Brackets =
        [
            new(0, 300_000, 125, 0.004m, 0),
            new(300_000, 800_000, 100, 0.005m, 300),
            new(800_000, 3_000_000, 75, 0.0065m, 1500),
        ],
    };
}
