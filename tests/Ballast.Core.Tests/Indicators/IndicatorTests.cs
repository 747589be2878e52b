using Ballast.Contracts;
using Ballast.Core.Market;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Indicators;

/// <summary>What holds for every indicator on candles.</summary>
public sealed class IndicatorTests
{
    [Theory]
    [MemberData(nameof(IndicatorCase.Names), MemberType = typeof(IndicatorCase))]
    public void A_batch_is_the_incremental_value_bit_for_bit_and_the_future_changes_nothing(string name) => Sample.Holds(20, random =>
    {
        var subject = IndicatorCase.All[name];
        var candles = AtrTests.Walk(random, 150);
        var cut = random.Next(1, 150);
        var otherFuture = candles[..cut].Concat(AtrTests.Walk(random, 150 - cut)).ToArray();
        var stepwise = subject.Stepwise(candles);
        return stepwise[cut - 1].SequenceEqual(subject.Batch(candles[..cut]))
            && stepwise[..cut].Zip(subject.Stepwise(otherFuture), (one, two) => one.SequenceEqual(two)).All(same => same);
    });

    [Theory]
    [MemberData(nameof(IndicatorCase.Names), MemberType = typeof(IndicatorCase))]
    public void It_has_a_value_from_the_candle_on_that_it_needs(string name)
    {
        var subject = IndicatorCase.All[name];
        var complete = subject.Stepwise(AtrTests.Walk(new Random(1), 80)).Select(outputs => !outputs.Any(double.IsNaN)).ToArray();
        Assert.Equal(Enumerable.Range(1, 80).Select(count => count >= subject.Needs), complete);
    }

    [Theory]
    [MemberData(nameof(IndicatorCase.Names), MemberType = typeof(IndicatorCase))]
    public void The_default_takes_candles_and_has_no_value(string name) =>
        Assert.All(IndicatorCase.All[name].Default(AtrTests.Walk(new Random(2), 80)), value => Assert.True(double.IsNaN(value)));

    [Theory]
    [MemberData(nameof(IndicatorCase.Names), MemberType = typeof(IndicatorCase))]
    public void A_candle_costs_no_memory(string name)
    {
        var candles = AtrTests.Walk(new Random(3), 2_000);
        IndicatorCase.All[name].BytesOfAdding(candles);
        Assert.Equal(0, IndicatorCase.All[name].BytesOfAdding(candles));
    }

    [Theory]
    [MemberData(nameof(IndicatorCase.Names), MemberType = typeof(IndicatorCase))]
    public void The_textbook_gives_the_same_on_drawn_candles(string name)
    {
        for (var seed = 0; seed < 4; seed++)
        {
            AgreesWithTheTextbook(name, AtrTests.Walk(new Random(seed), 300));
        }
    }

    [RealDataFact]
    public void The_textbook_gives_the_same_on_real_candles()
    {
        foreach (var name in IndicatorCase.All.Keys)
        {
            AgreesWithTheTextbook(name, RealCandles.Daily());
            AgreesWithTheTextbook(name, RealCandles.Hourly());
        }
    }

    [Theory]
    [MemberData(nameof(IndicatorCase.Names), MemberType = typeof(IndicatorCase))]
    public void After_prices_a_million_times_higher_the_values_are_those_of_a_fresh_one(string name)
    {
        // Ten thousand huge candles, then small ones for long enough that smoothing has forgotten the jump between them.
        var huge = AtrTests.Walk(new Random(4), 10_000).Select(c => Times(c, 1e6));
        var small = AtrTests.Walk(new Random(5), 1_200);
        var after = IndicatorCase.All[name].Batch([.. huge, .. small]);
        var fresh = IndicatorCase.All[name].Batch(small);
        Assert.All(after.Zip(fresh), pair => Near(pair.Second, pair.First, 1, name));
    }

    private static void AgreesWithTheTextbook(string name, Candle[] candles)
    {
        var subject = IndicatorCase.All[name];
        var stepwise = subject.Stepwise(candles);
        var naive = subject.Naive(candles);
        for (var t = 0; t < candles.Length; t++)
        {
            Assert.Equal(naive.Length, stepwise[t].Length);
            for (var output = 0; output < naive.Length; output++)
            {
                Near(naive[output][t], stepwise[t][output], candles[t].Close, $"{name} output {output} at {t}");
            }
        }
    }

    /// <summary>Within a billionth of the value, or within what differences of prices can lose.</summary>
    private static void Near(double expected, double actual, double price, string what) => Assert.True(
        double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(expected - actual) <= Math.Max(1e-9 * Math.Abs(expected), 1e-12 * price), $"{what}: {actual} instead of {expected}.");

    private static Candle Times(Candle candle, double factor) =>
        candle with { Open = candle.Open * factor, High = candle.High * factor, Low = candle.Low * factor, Close = candle.Close * factor };
}
