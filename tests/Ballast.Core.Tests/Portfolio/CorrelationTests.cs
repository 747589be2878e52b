using Ballast.Core.Market;
using Ballast.Core.Portfolio;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Portfolio;

public sealed class CorrelationTests
{
    [Fact]
    public void A_series_correlates_fully_with_itself_and_with_its_powers()
    {
        var closes = Walk(7, 100);
        Assert.Equal(1m, Correlation.Of(closes, closes, 100));
        Assert.Equal(1m, Correlation.Of(closes, Map(closes, c => c * c), 100));
        Assert.Equal(-1m, Correlation.Of(closes, Map(closes, c => 1 / c), 100));
    }

    [Fact]
    public void By_hand()
    {
        // Log returns of the first: 1, 2, 3; of the second: 1, 3, 2. Pearson: 0.5.
        Assert.Equal(0.5m, Correlation.Of(Series(0, 1, 3, 6), Series(0, 1, 4, 6), 4));
    }

    [Fact]
    public void Only_candles_at_the_same_times_count()
    {
        var all = Walk(3, 103);
        var missing = all.Where((_, i) => i is not (20 or 50)).ToArray();

        Assert.Equal(1m, Correlation.Of(all, missing, 101));
        Assert.Null(Correlation.Of(all, missing, 102));
        Assert.Equal(1m, Correlation.Of(missing, all, 101));
        Assert.Null(Correlation.Of(missing, all, 102));
        Assert.Null(Correlation.Of(all, [], 1));
    }

    [Fact]
    public void The_newest_candles_count() =>
        Assert.Equal(Correlation.Of(Walk(1, 200).AsSpan(100), Walk(2, 200).AsSpan(100), 100), Correlation.Of(Walk(1, 200), Walk(2, 200), 100));

    [Fact]
    public void A_price_that_does_not_move_has_no_correlation() => Assert.Null(Correlation.Of(Walk(1, 100), Map(Walk(1, 100), _ => 5), 100));

    private static Candle[] Walk(int seed, int count)
    {
        var random = new Random(seed);
        var close = 100.0;
        return [.. Enumerable.Range(0, count).Select(hour => Given.Candle(hour, close, close, close, close *= Math.Exp((random.NextDouble() - 0.5) / 50)))];
    }

    private static Candle[] Series(params double[] logs) => [.. logs.Select((log, hour) => Given.Candle(hour, 1, 1, 1, Math.Exp(log)))];

    private static Candle[] Map(Candle[] candles, Func<double, double> close) => [.. candles.Select(c => c with { Close = close(c.Close) })];
}
