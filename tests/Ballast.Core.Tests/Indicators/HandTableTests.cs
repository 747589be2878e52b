using Ballast.Core.Indicators;
using Ballast.Core.Market;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Indicators;

/// <summary>Short tables that anyone can check with a pencil. ATR and ADX have theirs in their own tests.</summary>
public sealed class HandTableTests
{
    [Fact]
    public void The_plain_mean() => Assert.Equal([double.NaN, double.NaN, 2, 3, 14.0 / 3], After(new Sma(3), 1, 2, 3, 4, 7));

    [Fact]
    public void The_exponential_mean_begins_with_the_plain_one() =>
        // Weight 1/2: 2, then 2 + (4 − 2)/2 = 3, 3 + (7 − 3)/2 = 5, 5 + (1 − 5)/2 = 3.
        Assert.Equal([double.NaN, double.NaN, 2, 3, 5, 3], After(new Ema(3), 1, 2, 3, 4, 7, 1));

    [Fact]
    public void Relative_strength() =>
        // Changes +1, +1, −2, +3. Gains: mean 1, then 1/2, then 7/4. Losses: 0, then 1, then 1/2. 100 · 0.5/1.5 and 100 · 1.75/2.25.
        Assert.Equal([double.NaN, double.NaN, 100, 100.0 / 3, 700.0 / 9], After(new Rsi(2), 10, 11, 12, 10, 13), Close);

    [Fact]
    public void Relative_strength_at_its_ends()
    {
        Assert.Equal(50, After(new Rsi(2), 5, 5, 5, 5)[^1]);
        Assert.Equal(100, After(new Rsi(2), 5, 6, 7, 7)[^1]);
        Assert.Equal(0, After(new Rsi(2), 7, 6, 5, 5)[^1]);
    }

    [Fact]
    public void Convergence_and_divergence()
    {
        // Fast EMA of 1 is the close; slow of 3: 2, 3, 5. Lines 1, 1, 2; signal of 2: their mean 1, then 1 + (2 − 1) · 2/3.
        var macd = new Macd(1, 3, 2);
        var seen = new List<(double, double)>();
        foreach (var close in (double[])[1, 2, 3, 4, 7])
        {
            macd.Add(close);
            seen.Add((macd.Value, macd.Signal));
        }

        Assert.Equal([(double.NaN, double.NaN), (double.NaN, double.NaN), (1, double.NaN), (1, 1), (2, 1 + (2.0 / 3))], seen);
        Assert.Equal(1.0 / 3, macd.Histogram, 12);
    }

    [Fact]
    public void Bands_and_the_place_between_them()
    {
        // 2, 4, 4, 6: mean 4, population variance (4 + 0 + 0 + 4)/4 = 2.
        var bands = new Bollinger(4, 2);
        foreach (var close in (double[])[2, 4, 4, 6])
        {
            bands.Add(close);
        }

        Assert.Equal(4, bands.Value, 12);
        Assert.Equal(Math.Sqrt(2), bands.Deviation, 12);
        Assert.Equal(4 + (2 * Math.Sqrt(2)), bands.Upper, 12);
        Assert.Equal(4 - (2 * Math.Sqrt(2)), bands.Lower, 12);
        Assert.Equal(0.5 + (2 / (4 * Math.Sqrt(2))), bands.Position, 12);
    }

    [Fact]
    public void Bands_where_nothing_moves_have_no_width()
    {
        var bands = Bollinger.Of([.. Closes(7.3, 1, 0.1, 0.1, 0.1, 0.1)], 4);
        Assert.Equal((0.1, 0.1, 0.5), (bands.Upper, bands.Lower, bands.Position));
    }

    [Fact]
    public void Volatility_of_closes()
    {
        // Returns +r, −r, +r: the mean is r/3 and the sample variance (2·(2r/3)² + (4r/3)²)/2 = 4r²/3.
        var candles = Closes(100, 101, 100, 101);
        Assert.Equal(Math.Log(1.01) * Math.Sqrt(4.0 / 3), RealisedVolatility.Of(candles, 3), 12);
        Assert.Equal(NaiveIndicators.Deviation(NaiveIndicators.LogReturns(candles), 3, 1)[^1], RealisedVolatility.Of(candles, 3), 15);
    }

    [Fact]
    public void Volatility_of_a_year()
    {
        Assert.Equal(8_760, RealisedVolatility.BarsPerYear(CandleInterval.OneHour));
        Assert.Equal(365, RealisedVolatility.BarsPerYear(CandleInterval.OneDay));
        Assert.Equal(0.4, RealisedVolatility.Annualised(0.02, 400), 12);
    }

    [Fact]
    public void Volatility_of_ranges()
    {
        // ln(H/L) is 1 and 3: mean of the squares 5. The bodies' logs are 0 and 2: ½ · 5 less (2 ln 2 − 1) · 2.
        Candle[] candles = [Given.Candle(0, 1, Math.E, 1, 1), Given.Candle(1, 1, Math.Exp(3), 1, Math.Exp(2))];
        Assert.Equal(Math.Sqrt(5 / (4 * Math.Log(2))), ParkinsonVolatility.Of(candles, 2), 12);
        Assert.Equal(Math.Sqrt(2.5 - (2 * ((2 * Math.Log(2)) - 1))), GarmanKlassVolatility.Of(candles, 2), 12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void A_length_under_the_least_is_a_broken_invariant(int length)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sma(length));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Ema(length));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rsi(length));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Atr(length));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParkinsonVolatility(length));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GarmanKlassVolatility(length));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adx(length + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Bollinger(length + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RealisedVolatility(length + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RollingCorrelation(length + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Bollinger(20, length));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Macd(length, 26, 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Macd(12, 26, length));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Macd(12, 12, 9));
    }

    private static double[] After<T>(T indicator, params double[] closes)
        where T : struct, IIndicator => [.. Closes(closes).Select(candle =>
        {
            indicator.Add(candle);
            return indicator.Value;
        })];

    private static Candle[] Closes(params double[] closes) => [.. closes.Select((close, i) => Given.Candle(i, close, close, close, close))];

    private static bool Close(double one, double two) => one.Equals(two) || Math.Abs(one - two) < 1e-12;
}
