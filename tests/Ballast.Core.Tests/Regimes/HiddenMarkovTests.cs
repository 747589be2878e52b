using Ballast.Core.Market;
using Ballast.Core.Regimes;
using Ballast.Core.Tests.Indicators;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Regimes;

public sealed class HiddenMarkovTests
{
    private static readonly HiddenMarkovOptions Options = new() { RangeVarianceFloorShare = 0.01 };
    private static readonly MarketFeatures Floor = new(1e-4, 1e-4);

    [Fact]
    public void The_likelihood_never_falls() => Sample.Holds(20, random =>
    {
        var observed = Chain(random, random.Next(60, 300), random.Next(1, 5)).Observed;
        for (var i = 0; i < 5; i++)
        {
            // Shocks that no state expects.
            observed[random.Next(observed.Length)] = new((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(4)), -random.Next(50));
        }

        var fit = new BaumWelch(observed, HiddenMarkovFit.Start(observed, random.Next(2, 5), o => o.Return, Floor), Floor);
        var before = double.NegativeInfinity;
        for (var step = 0; step < 40; step++)
        {
            var now = fit.Step();
            if (!double.IsFinite(now) || now < before - (1e-9 * Math.Abs(before)))
            {
                return false;
            }

            before = now;
        }

        return true;
    });

    [Fact]
    public void Scaled_recursions_give_the_numbers_of_those_in_logarithms() => Sample.Holds(20, random =>
    {
        var observed = Chain(random, 200, 3).Observed;
        observed[100] = new(1e3, -200);
        var model = HiddenMarkovFit.Of(observed, 3, Options);
        var forward = LogForward(model, observed);
        var filter = new HiddenMarkovFilter(model);
        foreach (var each in observed)
        {
            filter.Add(each);
        }

        var total = LogSum(forward);
        var posterior = filter.Posterior.ToArray();
        return Math.Abs(total - model.LogLikelihood) < 1e-9 * Math.Abs(total)
            && posterior.Zip(forward, (p, log) => Math.Abs(p - Math.Exp(log - total))).All(difference => difference < 1e-9);
    });

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_criterion_finds_how_many_states_there_were_and_the_fit_what_they_were(int count)
    {
        var (observed, hidden) = Chain(new Random(count), 2_000, count);
        var model = HiddenMarkovFit.Best(observed, null, Options)!;
        Assert.Equal(count, model.States.Count);
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(MeanOf(i), model.States[i].Return, 0.1);
            Assert.Equal(0.25, model.States[i].ReturnVariance, 0.05);
            Assert.Equal(0.95, model.Transitions[(i * count) + i], 0.03);
            Assert.Equal(1, model.Transitions.Skip(i * count).Take(count).Sum(), 1e-9);
            Assert.Equal(hidden.Count(h => h == i) / 2_000.0, model.States[i].Share, 0.03);
        }

        var filter = new HiddenMarkovFilter(model);
        var right = 0;
        for (var t = 0; t < observed.Length; t++)
        {
            filter.Add(observed[t]);
            right += filter.Posterior[hidden[t]] > 0.5 ? 1 : 0;
        }

        Assert.True(right > 1_900, $"{right} of 2000 states are recognised.");
    }

    [Fact]
    public void The_same_window_gives_the_same_model_bit_for_bit()
    {
        var observed = Chain(new Random(7), 400, 3).Observed;
        Assert.Equal(HiddenMarkovFit.Best(observed, null, Options), HiddenMarkovFit.Best([.. observed], null, Options));
        Assert.Null(HiddenMarkovFit.Best(observed[..49], null, Options));
    }

    [Fact]
    public void States_keep_their_place_and_meaning_when_the_window_moves()
    {
        var observed = Chain(new Random(8), 1_500, 3).Observed;
        HiddenMarkovModel? model = null;
        for (var from = 0; from + 750 <= observed.Length; from += 50)
        {
            model = HiddenMarkovFit.Best(observed[from..(from + 750)], model, Options)!;
            Assert.Equal([MarketPhase.Bear, MarketPhase.Range, MarketPhase.Bull], model.States.Select(s => s.Phase));
        }
    }

    [Fact]
    public void A_model_takes_the_order_of_the_one_before_it()
    {
        var observed = Chain(new Random(9), 600, 3).Observed;
        var model = HiddenMarkovFit.Best(observed, null, Options)!;
        var turned = model with { States = [model.States[1], model.States[2], model.States[0]] };
        var again = HiddenMarkovFit.Best(observed, turned, Options)!;
        Assert.Equal(turned.States, again.States);
        Assert.Equal([model.Transitions[4], model.Transitions[8], model.Transitions[0]], [again.Transitions[0], again.Transitions[4], again.Transitions[8]]);
    }

    [Fact]
    public void A_step_of_the_filter_costs_no_memory_and_the_default_takes_it()
    {
        var observed = Chain(new Random(10), 400, 2).Observed;
        var filter = new HiddenMarkovFilter(HiddenMarkovFit.Of(observed, 2, Options));
        var nothing = default(HiddenMarkovFilter);
        filter.Add(observed[0]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var each in observed)
        {
            filter.Add(each);
            nothing.Add(each);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(0, nothing.Posterior.Length);
    }

    [Theory]
    [InlineData(MarketPhase.Bull, 0.6, Regime.Trending, TrendDirection.Up)]
    [InlineData(MarketPhase.Bear, 0.6, Regime.Trending, TrendDirection.Down)]
    [InlineData(MarketPhase.Range, 0.6, Regime.Ranging, TrendDirection.Flat)]
    [InlineData(MarketPhase.Bull, 0.599, Regime.Normal, TrendDirection.Flat)]
    [InlineData(MarketPhase.Range, double.NaN, Regime.Normal, TrendDirection.Flat)]
    public void A_phase_is_a_regime_where_the_posterior_is_high_enough(MarketPhase phase, double posterior, Regime regime, TrendDirection direction) =>
        Assert.Equal(new HiddenMarkovReading(phase, posterior, regime, direction), HiddenMarkovReading.Of(phase, posterior, new HiddenMarkovOptions()));

    [Theory]
    [InlineData("flat")]
    [InlineData("leaps")]
    [InlineData("long")]
    public void Whatever_the_market_does_everything_is_a_number(string market)
    {
        var random = new Random(11);
        Candle[] candles = market switch
        {
            "flat" => [.. Enumerable.Range(0, 300).Select(i => Given.Candle(i, 5, 5, 5, 5) with { Volume = 0 })],
            "leaps" => [.. AtrTests.Walk(random, 300).Select((c, i) => i % 50 < 25 ? c : c with { Open = c.Open * 1e6, High = c.High * 1e6, Low = c.Low * 1e6, Close = c.Close * 1e6 })],
            _ => AtrTests.Walk(random, 10_000),
        };
        var options = new HiddenMarkovOptions { MaxIterations = 20 };
        var observed = MarketFeatures.Of(candles, options.FeatureCandles);
        var model = HiddenMarkovFit.Best(observed, null, options)!;
        Assert.True(double.IsFinite(model.LogLikelihood));
        Assert.All(model.Transitions, p => Assert.InRange(p, 9e-7, 1));
        Assert.All(model.States, s => Assert.True(double.IsFinite(s.Return + s.LogRange + s.Start + s.Share) && s.ReturnVariance >= 1e-4 && s.LogRangeVariance >= 1e-4, s.ToString()));
        var filter = new HiddenMarkovFilter(model);
        foreach (var each in observed)
        {
            filter.Add(each);
            Assert.Equal(1, filter.Posterior.ToArray().Sum(), 1e-9);
            Assert.InRange(filter.Read(options).Posterior, 0.25, 1 + 1e-9);
        }
    }

    [Fact]
    public void Features_by_hand()
    {
        // Two returns of ln 2 and −ln 4; ranges of their candles e and e³, so that the mean of the logarithms is (ln 1 + ln 3)/2.
        Candle[] candles = [Given.Candle(0, 4, 4, 4, 4), Given.Candle(1, 4, 4 * Math.E, 4, 8), Given.Candle(2, 8, 2 * Math.Exp(3), 2, 2)];
        var range = (Math.Log(3) / 2) - Math.Log(Math.Sqrt(4 * Math.Log(2)));
        var features = Assert.Single(MarketFeatures.Of(candles, 2));
        Assert.Equal(range, features.LogRange, 12);
        Assert.Equal(-Math.Log(2) / (Math.Sqrt(2) * Math.Exp(range)), features.Return, 12);
        Assert.Empty(MarketFeatures.Of(candles, 3));
    }

    private static double MeanOf(int state) => state switch { 0 => -2, 1 => 0, 2 => 2, _ => 4 };

    /// <summary>A chain that stays in its state with 0.95; deviations of one half around means two apart.</summary>
    private static (MarketFeatures[] Observed, int[] Hidden) Chain(Random random, int count, int states)
    {
        var hidden = new int[count];
        var observed = new MarketFeatures[count];
        for (var t = 0; t < count; t++)
        {
            var stays = t > 0 && (states == 1 || random.NextDouble() < 0.95);
            hidden[t] = t == 0 ? 0 : stays ? hidden[t - 1] : (hidden[t - 1] + random.Next(1, states + (states == 1 ? 1 : 0))) % states;
            observed[t] = new(MeanOf(hidden[t]) + (0.5 * Normal(random)), -4 + (0.2 * hidden[t]) + (0.5 * Normal(random)));
        }

        return (observed, hidden);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double[] LogForward(HiddenMarkovModel model, MarketFeatures[] observed)
    {
        var n = model.States.Count;
        double[] forward = [.. model.States.Select(s => Math.Log(s.Start) + s.LogDensity(observed[0]))];
        foreach (var each in observed.Skip(1))
        {
            var before = forward;
            forward = [.. Enumerable.Range(0, n).Select(j => model.States[j].LogDensity(each) + LogSum([.. Enumerable.Range(0, n).Select(i => before[i] + Math.Log(model.Transitions[(i * n) + j]))]))];
        }

        return forward;
    }

    private static double LogSum(double[] logs) => logs.Max() + Math.Log(logs.Sum(log => Math.Exp(log - logs.Max())));
}
