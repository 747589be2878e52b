using Ballast.Application.Messages;
using Ballast.Core.Accounts;
using Ballast.Core.Competing;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.News;
using Ballast.Core.Portfolio;
using Ballast.Core.Regimes;
using Ballast.Core.Strategies;
using Ballast.Core.Volatility;

namespace Ballast.Application.Tests.Codec;

/// <summary>One record of every stored kind that a decision is made on, or that such are made of.</summary>
internal static class ViewSamples
{
    private static readonly Symbol Btc = new("BTCUSDT");

    public static readonly MarketView View = new(
        new Instrument
        {
            Symbol = Btc,
            BaseAsset = "BTC",
            QuoteAsset = "USDT",
            Status = "TRADING",
            TickSize = 0.1m,
            MinPrice = 556.8m,
            MaxPrice = 4_529_764m,
            StepSize = 0.001m,
            MinQuantity = 0.001m,
            MaxQuantity = 1000m,
            MaxMarketQuantity = 120m,
            MinNotional = 100m,
            PercentPriceUp = 1.05m,
            PercentPriceDown = 0.95m,
            Brackets = [new LeverageBracket(0, 50_000, 125, 0.004m, 0), new LeverageBracket(50_000, 600_000, 100, 0.005m, 50)],
        },
        new Price(89125.40m),
        469.24859013m,
        new SymbolPolicy(Regime.Trending, VolatilityLevel.High, RiskProfile.Reduced, 0.34m, 0.8m, 27.25, 91.5, 14, "ADX 27.3 is Trending.", Samples.At, Samples.At.AddMinutes(3))
        {
            Direction = TrendDirection.Up,
            ProfileSince = Samples.At.AddHours(-6),
            ProfileReason = "ATR percentile 96.2 is EXTREME.",
            Frames =
            [
                new FrameReading(CandleInterval.OneHour, Regime.Trending, TrendDirection.Up, "ADX 27.3, EMA slope 0.125 ATR per candle; Trending for 12 candles, Up for 30.", Samples.At.AddMinutes(-30)) { Adx = 27.25, Slope = 0.125 },
                FrameReading.TooYoung(CandleInterval.OneDay, 20, 51, Samples.At.AddHours(-12)),
            ],
            Model = new ModelReading(MarketPhase.Bear, 0.55, Regime.Normal, TrendDirection.Flat, 2, Samples.At.AddMinutes(-30), Samples.At.AddHours(-2), Samples.At.AddHours(22)),
        },
        14,
        Samples.At,
        Samples.At.AddMinutes(3))
    {
        Book = new BookReading(0.00002244m, 0.31m, Samples.At)
        {
            Imbalance = -0.12345678m,
            ImbalanceVelocity = 0.00205761m,
            BidDepth = new Money(4_812_334.55m),
            AskDepth = new Money(5_120_001.7m),
            SignedVolume = -12.345m,
            FlowAsOf = Samples.At.AddSeconds(-15.25),
        },
    };

    public static readonly SymbolCorrelations Correlations = new(Btc, [new PairCorrelation(new Symbol("ETHUSDT"), 0.831234m), new PairCorrelation(new Symbol("XRPUSDT"), -0.2m) { ShrunkOver = 45 }], 100, Samples.At, Samples.At.AddHours(3));

    public static readonly TrainedModel Model = new(
        new HiddenMarkovModel(
            [new HiddenState(1e-6, 0.375, -0.61, -6.283185307179586, 0.81, 0.25, MarketPhase.Bear), new HiddenState(0.999999, 0.625, 0.07, -7.5, 1.1, 1.0 / 3, MarketPhase.Range)],
            [0.97, 0.03, 0.01, 0.99], -2718.281828459045, 750, true),
        15, 30, Samples.At, Samples.At.AddHours(24));

    public static readonly VixReading Vix = new(49.4157, VixLevel.Normal, 66.5, 100, 3, Samples.At, Samples.At.AddMinutes(15));

    public static readonly NewsState News = new([new NewsPause(Btc, Samples.At.AddMinutes(60), 5, "wire: Exchange hacked"), new NewsPause(null, Samples.At.AddMinutes(30), 4, "desk: Withdrawals halted")]);

    public static readonly SentimentState Sentiment = new([new SentimentReading("forum", Btc, -0.75m, "Everybody sells.", Samples.At, Samples.At.AddHours(4)), new SentimentReading("survey", null, 0.2m, "", Samples.At, Samples.At.AddHours(1))]);

    public static readonly SeenNews Seen = new(["2aknw6sg4y1f3pg87ddj", "s8ked8mywtd5363a97ar"]);

    public static readonly SymbolOpinions Opinions = new(Btc, [new StrategyOpinion("breakout", CandleInterval.OneHour, ModelAction.Buy, 0.4125m, 0.63m, "Close 13.5, channel before it 9 to 12, buffer 1.", "by 152 past signals, 61 of them won", Samples.At), new StrategyOpinion("trend", CandleInterval.FourHours, null, 0, 0, "203 candles; the regime of 4h is not known.", "none: no opinion", Samples.At)]);

    public static readonly StrategyCalibration Calibration = new(
        "breakout", "close beyond 20 candles by 0.25 ATR 14, 1h", 152, 61, new CalibrationMap([new CalibrationPoint(0.52, 0.375, 76), new CalibrationPoint(0.71, 0.4125, 76)]),
        [new ReliabilityBin(0.5, 76, 0.52, 0.375)], new Reliability(127, 0.2875, 0.25), new Reliability(127, 0.2425, 0.0625), Samples.At);

    public static readonly VixHistory History = new([39.2, 49.42, 48.1]) { NewestAt = Samples.At, Steps = [300, 305] };

    public static readonly RegimeHistory Regimes = new(
    [
        new RegimeChange(Samples.At.AddHours(-3), new PastPolicy(Regime.Trending, TrendDirection.Up, VolatilityLevel.Low, RiskProfile.Normal)),
        new RegimeChange(Samples.At.AddHours(-1), null),
        new RegimeChange(Samples.At, new PastPolicy(Regime.Ranging, TrendDirection.Flat, VolatilityLevel.Extreme, RiskProfile.NoNewTrades)),
    ]);

    public static readonly CompetitionSignal Pending = new(
        new AccountFact.SignalCame(Samples.Decision.Signal, View, Vix, Correlations, Samples.Ban) { News = News, Sentiment = Sentiment, IsDecayed = true, Opinions = Opinions }, Samples.At);
}
