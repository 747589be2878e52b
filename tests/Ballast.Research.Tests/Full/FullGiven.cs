using Ballast.Core.Decisions;
using Ballast.Core.Desk;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Regimes;
using Ballast.Core.Risk;
using Ballast.Core.Sizing;
using Ballast.Core.Strategies;
using Ballast.Research.Data;
using Ballast.Research.Full;

namespace Ballast.Research.Tests.Full;

/// <summary>Markets and settings for tests of the full backtest.</summary>
internal static class FullGiven
{
    public static readonly Symbol Btc = new("BTCUSDT");

    /// <summary>A market that trends and turns, in cents; bars of <paramref name="minutes"/> without a gap.</summary>
    public static Candle[] Wave(int seed, int count, int minutes = 60, double jump = 0)
    {
        var random = new Random(seed);
        var candles = new Candle[count];
        double price = 40_000, drift = 0;
        for (var i = 0; i < count; i++)
        {
            drift = random.Next(60) == 0 ? (random.NextDouble() - 0.5) * 0.004 : drift;
            var open = Math.Round(price * (1 + (jump * (random.NextDouble() - 0.5))), 2);
            var close = Math.Round(open * (1 + drift + ((random.NextDouble() - 0.5) * 0.012)), 2);
            var (high, low) = (Math.Round(Math.Max(open, close) * (1 + (random.NextDouble() * 0.003)), 2), Math.Round(Math.Min(open, close) * (1 - (random.NextDouble() * 0.003)), 2));
            var at = Candles.Start + (i * minutes * 60_000L);
            candles[i] = new Candle(at, open, high, low, close, 10 + random.Next(50), at + (minutes * 60_000L) - 1);
            price = close;
        }

        return candles;
    }

    public static FullMarket Market(Candle[] candles, string symbol = "BTCUSDT") => FullMarket.Of(new Symbol(symbol), BarSeries.Of(candles));

    /// <summary>The app's defaults, with a strategy that trades on candles of one length.</summary>
    public static FullOptions App(BuiltIn strategy = BuiltIn.SmaCross, string frame = "1h", int fast = 5, int slow = 12) => new()
    {
        Desk = new DeskOptions { WithTrace = false, SlippageBasisPoints = 1, Trading = new TradingOptions { Strategies = Strategies(strategy, Interval(frame), fast, slow), Entry = new EntryOptions { SlippageBound = 0.004m } } },
    };

    /// <summary>Nothing but the strategy, a stop and a small size: what the bare engine trades.</summary>
    public static FullOptions Bare(CandleInterval frame, int fast, int slow, decimal atrStop, decimal fee) => new()
    {
        Cash = new Money(10_000_000),
        Funding = FundingCalendar.Fixed(0),
        Market = new MarketAssumptions { IsNeutral = true, Depth = new Money(1_000_000_000) },
        Desk = new DeskOptions
        {
            FeeRate = fee,
            WithTrace = false,
            Trading = new TradingOptions
            {
                Strategies = Strategies(BuiltIn.SmaCross, frame, fast, slow),
                Frames = new FrameOptions { Frames = [frame], PolicyFrame = frame, Veto = [] },
                Entry = new EntryOptions { StopAtrs = atrStop, SlippageBound = 0.2m },
                Exits = new ExitOptions { Ladder = [], SwingTimeStop = TimeSpan.FromDays(100_000) },
                Sizing = new SizingOptions { Model = SizingModel.Fixed, Fixed = new FixedSizerOptions { CoreRatio = 0.001m, AltRatio = 0.001m } },
                Caps = new CapOptions { MaxLossAtStop = 1, MaxSideShare = 1, Reserve = 0, LiquidationStopDistances = 0 },
                Microstructure = new MicrostructureOptions { MissingVpin = 0 },
                Safety = new SafetyOptions
                {
                    Tiers = [BalanceTier.Defaults[3] with { From = 0, MinPosition = 0, MaxTradesPerDay = int.MaxValue, MaxDailyLoss = 1, MaxConsecutiveLosses = int.MaxValue, CoreMaxLeverage = 1, AltMaxLeverage = 1 }],
                    Breakers = [],
                    RecoveryAfterLosses = int.MaxValue,
                    MaxDrawdown = 1,
                },
            },
        },
    };

    /// <summary>Increments so fine that rounding to them is none.</summary>
    public static FullMarket Fine(Candle[] candles)
    {
        var market = Market(candles);
        return market with { Instrument = market.Instrument with { TickSize = 0.00000001m, MinPrice = 0, StepSize = 0.00000001m, MinQuantity = 0.00000001m, MinNotional = 0, MaxQuantity = 1e12m, MaxMarketQuantity = 1e12m } };
    }

    public static CandleInterval Interval(string name) => CandleInterval.TryParse(name, out var interval) ? interval : throw new ArgumentException(name);

    private static StrategyOptions Strategies(BuiltIn strategy, CandleInterval frame, int fast, int slow)
    {
        var place = new StrategyPlace { Interval = frame };
        var all = new StrategyOptions { Run = [strategy] };
        return all with
        {
            SmaCross = all.SmaCross with { Fast = fast, Slow = slow, Place = place },
            Breakout = all.Breakout with { Place = place },
            MeanReversion = all.MeanReversion with { Place = place },
            Trend = all.Trend with { Place = place },
        };
    }
}
