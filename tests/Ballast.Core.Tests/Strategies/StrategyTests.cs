using Ballast.Contracts;
using Ballast.Core.Indicators;
using Ballast.Core.Market;
using Ballast.Core.Regimes;
using Ballast.Core.Strategies;
using Ballast.Core.Tests.Indicators;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Strategies;

/// <summary>What holds for every built-in strategy.</summary>
public sealed class StrategyTests
{
    private static readonly StrategyOptions Options = new();
    private static readonly PolicyOptions Policy = new();

    public static TheoryData<BuiltIn> All => [.. BuiltIns.All];

    [Theory]
    [MemberData(nameof(All))]
    public void What_comes_later_changes_nothing_and_a_batch_is_the_same_bit_for_bit(BuiltIn strategy) => Sample.Holds(15, random =>
    {
        var candles = Market(random, 700);
        var cut = random.Next(1, 700);
        Candle[] other = [.. candles[..cut], .. Market(random, 700)[cut..]];
        var whole = strategy.Along(candles, Options, Policy);
        var changed = strategy.Along(other, Options, Policy);
        var before = strategy.Along(candles.AsSpan(0, cut), Options, Policy);
        return whole.Calls.Take(cut).SequenceEqual(changed.Calls.Take(cut)) && whole.Calls.Take(cut).SequenceEqual(before.Calls) && BatchCall(strategy, candles[..cut]) == before.Calls[^1];
    });

    [Theory]
    [MemberData(nameof(All))]
    public void It_acts_and_its_confidence_is_a_number_in_range(BuiltIn strategy)
    {
        var acted = new HashSet<ModelAction>();
        Sample.Holds(15, random => strategy.Along(Market(random, 700), Options, Policy).Calls.All(call =>
        {
            acted.Add(call?.Action ?? ModelAction.None);
            return call is not { } known || (known.Action == ModelAction.None ? known.Confidence == 0 : known.Confidence is >= 0.5 and <= 0.95);
        }));
        for (var seed = 0; acted.Count < 3 && seed < 40; seed++)
        {
            acted.UnionWith(strategy.Along(Market(new Random(seed), 700), Options, Policy).Calls.Select(c => c?.Action ?? ModelAction.None));
        }

        Assert.Equal([ModelAction.None, ModelAction.Buy, ModelAction.Sell], acted.Order());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Mirrored_prices_mirror_the_action(BuiltIn strategy) => Sample.Holds(15, random =>
    {
        var candles = Market(random, 700);
        var top = candles.Max(c => c.High) + candles.Min(c => c.Low);
        Candle[] mirrored = [.. candles.Select(c => c with { Open = top - c.Open, High = top - c.Low, Low = top - c.High, Close = top - c.Close })];
        return strategy.Along(candles, Options, Policy).Calls.Zip(strategy.Along(mirrored, Options, Policy).Calls)
            .All(pair => pair.First?.Action == Opposite(pair.Second?.Action) && Math.Abs((pair.First?.Confidence ?? 0) - (pair.Second?.Confidence ?? 0)) < 1e-6);
    });

    [Theory]
    [InlineData(BuiltIn.SmaCross, 50, "49 candles; 50 are needed.")]
    [InlineData(BuiltIn.Breakout, 21, "20 candles; 21 are needed.")]
    [InlineData(BuiltIn.MeanReversion, 51, "50 candles; 51 are needed.")]
    [InlineData(BuiltIn.Trend, 204, "203 candles; the regime of 4h is not known.")]
    public void Too_short_a_series_says_so(BuiltIn strategy, int needed, string why)
    {
        var candles = Market(new Random(1), needed);
        var shorter = strategy.Along(candles.AsSpan(0, needed - 1), Options, Policy);

        Assert.Equal((null, why), (shorter.Latest, shorter.Why));
        Assert.False(shorter.IsSignalNow);
        Assert.NotNull(strategy.Along(candles, Options, Policy).Latest);
        Assert.Null(strategy.Along([], Options, Policy).Latest);
    }

    [Fact]
    public void The_default_of_each_takes_candles_and_has_nothing_to_say()
    {
        var candles = Market(new Random(2), 400);
        Assert.Null(default(SmaCross).After(candles).Call);
        Assert.Null(default(Breakout).After(candles).Call);
        Assert.Null(default(MeanReversion).After(candles).Call);
        Assert.Null(default(Trend).After(candles).Call);
    }

    [Fact]
    public void A_market_that_stands_still_moves_nobody()
    {
        Candle[] still = [.. Enumerable.Range(0, 400).Select(i => Given.Candle(i, 100, 100, 100, 100))];
        Assert.All(BuiltIns.All, strategy => Assert.All(strategy.Along(still, Options, Policy).Calls, call => Assert.True(call is null || call == default(StrategyCall))));
    }

    [Fact]
    public void A_candle_costs_no_memory_and_neither_does_its_call()
    {
        var candles = Market(new Random(3), 2_000);
        var (cross, breakout) = (new SmaCross(Options.SmaCross), new Breakout(Options.Breakout));
        var (reversion, trend) = (new MeanReversion(Options.MeanReversion, Policy, new RegimeOptions()), new Trend(Options.Trend, Policy, new RegimeOptions()));
        Assert.True(Bytes(ref cross, candles) >= 0 && Bytes(ref breakout, candles) >= 0 && Bytes(ref reversion, candles) >= 0 && Bytes(ref trend, candles) >= 0);

        Assert.Equal((0, 0, 0, 0), (Bytes(ref cross, candles), Bytes(ref breakout, candles), Bytes(ref reversion, candles), Bytes(ref trend, candles)));

        static long Bytes<T>(ref T strategy, Candle[] candles)
            where T : struct, IStrategy
        {
            double sum = 0;
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (ref readonly var candle in candles.AsSpan())
            {
                strategy.Add(candle);
                sum += strategy.Call?.Confidence ?? 0;
            }

            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.False(double.IsNaN(sum));
            return bytes;
        }
    }

    [Fact]
    public void Names_are_found_again_in_any_case_and_rules_name_what_they_depend_on()
    {
        Assert.All(BuiltIns.All, strategy => Assert.Equal(strategy, BuiltIns.Find(strategy.Name().ToUpperInvariant())));
        Assert.Null(BuiltIns.Find("martingale"));
        Assert.Equal("SMA 20 over 50, ATR 14, 1h", BuiltIn.SmaCross.Rule(Options, Policy));
        Assert.Equal("close beyond 20 candles by 0.25 ATR 14, 1h", BuiltIn.Breakout.Rule(Options, Policy));
        Assert.Equal("Bollinger 20 by 2, RSI 14 at 30, ADX 14 ranging to 20, trending from 25, 1h", BuiltIn.MeanReversion.Rule(Options, Policy));
        Assert.Equal("ADX 14 ranging to 20, trending from 25, 1h under 4h", BuiltIn.Trend.Rule(Options, Policy));
    }

    [Fact]
    public void Options_that_cannot_be_are_a_broken_invariant()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SmaCross(new() { Fast = 50, Slow = 50 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Breakout(new() { BufferAtrs = -0.1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MeanReversion(new() { Oversold = 51 }, Policy, new RegimeOptions()));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Trend(new() { HigherInterval = CandleInterval.OneHour }, Policy, new RegimeOptions()));
    }

    // Every signal on 1,318 real days: what somebody sees who knows these charts (the rises and falls of 2017 and 2018 above all).
    [RealDataFact]
    public void Signals_on_real_candles()
    {
        var candles = RealCandles.Daily();
        var daily = new StrategyPlace { Interval = CandleInterval.OneDay };
        var options = new StrategyOptions { SmaCross = new() { Place = daily }, Breakout = new() { Place = daily }, MeanReversion = new() { Place = daily } };
        var lines = new List<string>();
        foreach (var strategy in new[] { BuiltIn.SmaCross, BuiltIn.Breakout, BuiltIn.MeanReversion })
        {
            Add(strategy, candles, strategy.Along(candles, options, Policy));
        }

        // The trend needs a higher frame that divides a day: real minutes, gaps and all, under quarters of an hour.
        var minutes = RealCandles.Minutes();
        var quarterly = new StrategyOptions { Trend = new() { Place = new() { Interval = CandleInterval.OneMinute }, HigherInterval = CandleInterval.FifteenMinutes } };
        Add(BuiltIn.Trend, minutes, BuiltIn.Trend.Along(minutes, quarterly, Policy));
        Golden.Check("Signals.golden.txt", string.Join('\n', lines) + "\n");

        void Add(BuiltIn strategy, Candle[] along, StrategyPath path)
        {
            for (var at = 0; at < along.Length; at++)
            {
                if (path.IsSignal(at))
                {
                    var closed = DateTimeOffset.FromUnixTimeMilliseconds(along[at].CloseTimeMs + 1);
                    lines.Add(FormattableString.Invariant($"{strategy.Name()} {closed:yyyy-MM-dd HH:mm} {path.Calls[at]!.Value.Action} {path.Calls[at]!.Value.Confidence:0.0000} at {along[at].Close:0.00}"));
                }
            }
        }
    }

    private static StrategyCall? BatchCall(BuiltIn strategy, Candle[] candles) => strategy switch
    {
        BuiltIn.SmaCross => SmaCross.Of(candles, Options.SmaCross).Call,
        BuiltIn.Breakout => Breakout.Of(candles, Options.Breakout).Call,
        BuiltIn.MeanReversion => MeanReversion.Of(candles, Options.MeanReversion, Policy, new RegimeOptions()).Call,
        BuiltIn.Trend => Trend.Of(candles, Options.Trend, Policy, new RegimeOptions()).Call,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Stretches with a drift and stretches without, calm and wild, and now and then a jump.</summary>
    internal static Candle[] Market(Random random, int count)
    {
        var candles = new Candle[count];
        var (price, drift, noise) = (100.0, 0.0, 0.01);
        for (var i = 0; i < count; i++)
        {
            if (i % 120 == 0)
            {
                (drift, noise) = ((random.Next(3) - 1) * 0.004, random.OneOf(0.004, 0.01, 0.02));
            }

            var open = price;
            price *= 1 + drift + ((random.NextDouble() - 0.5) * noise) + (random.Next(60) == 0 ? (random.Next(2) - 0.5) * 0.06 : 0);
            candles[i] = Given.Candle(i, open, Math.Max(open, price) * 1.001, Math.Min(open, price) * 0.999, price);
        }

        return candles;
    }

    private static ModelAction? Opposite(ModelAction? action) => action switch
    {
        ModelAction.Buy => ModelAction.Sell,
        ModelAction.Sell => ModelAction.Buy,
        _ => action,
    };
}
