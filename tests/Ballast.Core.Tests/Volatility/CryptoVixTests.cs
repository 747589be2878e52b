using System.Globalization;
using Ballast.Contracts;
using Ballast.Core.Indicators;
using Ballast.Core.Market;
using Ballast.Core.Tests.Support;
using Ballast.Core.Volatility;

namespace Ballast.Core.Tests.Volatility;

public sealed class CryptoVixTests
{
    private static readonly VixOptions Options = new();

    [RealDataFact]
    public void The_golden_reading_of_real_candles()
    {
        var file = Path.Combine(DataFolder.Path!, "klines", "BTCUSDT-1h-binance-2018-05.csv");
        var candles = File.ReadLines(file).Take(100).Select(Read).ToArray();
        Assert.Equal(49.4157, CryptoVix.Score(candles), 4);
        Assert.Equal(VixLevel.Normal, CryptoVix.Classify(CryptoVix.Score(candles), null, Options));
    }

    [Fact]
    public void A_zigzag_by_hand()
    {
        // Returns +r, −r, … with r = ln 1.01: of three, the mean is r/3 and the sample variance (2·(2r/3)² + (4r/3)²)/2 = 4r²/3.
        var candles = new[] { 100, 101, 100, 101.0 }.Select((close, i) => Given.Candle(i, close, close, close, close)).ToArray();
        var deviation = Math.Log(1.01) * Math.Sqrt(4.0 / 3);
        Assert.Equal(deviation, RealisedVolatility.Of(candles, 3), 12);
        Assert.Equal(Math.Min(100, deviation * Math.Sqrt(8760) * 100), CryptoVix.Score(candles, 4), 9);
        Assert.Equal(deviation * Math.Sqrt(8760) * 100 / 10, CryptoVix.Score(Tenth(), 4), 1);

        static Candle[] Tenth() => [.. new[] { 100, 100.1, 100, 100.1 }.Select((close, i) => Given.Candle(i, close, close, close, close))];
    }

    [Fact]
    public void Too_few_candles_give_no_reading()
    {
        var candles = Flat(99);
        Assert.True(double.IsNaN(CryptoVix.Score(candles)));
        Assert.Null(CryptoVix.Read(new CandleWindow(EquatableList.From(candles), 0), null, [], Given.Noon, Options));
    }

    [Fact]
    public void The_score_is_capped_and_uses_the_last_candles_only()
    {
        var wild = Enumerable.Range(0, 100).Select(i => Given.Candle(i, 1, 3, 1, i % 2 == 0 ? 1 : 3));
        Assert.Equal(100, CryptoVix.Score([.. wild]));
        Assert.Equal(0, CryptoVix.Score([.. wild, .. Flat(100)]));
    }

    [Theory]
    [InlineData(0, VixLevel.Calm, 1)]
    [InlineData(39.99, VixLevel.Calm, 1)]
    [InlineData(40, VixLevel.Normal, 1)]
    [InlineData(69.99, VixLevel.Normal, 1)]
    [InlineData(70, VixLevel.Elevated, 0.7)]
    [InlineData(94.99, VixLevel.Elevated, 0.7)]
    [InlineData(95, VixLevel.Extreme, 0.4)]
    [InlineData(100, VixLevel.Extreme, 0.4)]
    public void Levels_and_their_factors(double score, VixLevel level, double factor)
    {
        Assert.Equal(level, CryptoVix.Classify(score, null, Options));
        Assert.Equal((decimal)factor, CryptoVix.Factor(level, Options));
    }

    [Theory]
    [InlineData(71, VixLevel.Normal, VixLevel.Elevated)]
    [InlineData(69, VixLevel.Elevated, VixLevel.Elevated)]
    [InlineData(68, VixLevel.Elevated, VixLevel.Elevated)]
    [InlineData(67.9, VixLevel.Elevated, VixLevel.Normal)]
    [InlineData(94, VixLevel.Extreme, VixLevel.Extreme)]
    [InlineData(92.9, VixLevel.Extreme, VixLevel.Elevated)]
    [InlineData(10, VixLevel.Extreme, VixLevel.Calm)]
    [InlineData(69, VixLevel.Extreme, VixLevel.Elevated)]
    [InlineData(69, VixLevel.Calm, VixLevel.Normal)]
    [InlineData(96, VixLevel.Calm, VixLevel.Extreme)]
    public void Levels_rise_at_once_and_fall_past_the_hysteresis(double score, VixLevel before, VixLevel after) =>
        Assert.Equal(after, CryptoVix.Classify(score, before, Options));

    [Fact]
    public void A_reading_is_dated_and_placed_in_its_history()
    {
        var window = new CandleWindow(EquatableList.From(Flat(150)), 60);
        var reading = CryptoVix.Read(window, null, [0, 10, 20, 30], Given.Noon, Options)!;
        Assert.Equal(25, reading.Percentile);
        Assert.Equal(10, reading.SyntheticCandles);
        Assert.Equal(Given.Noon + Options.MaxAge, reading.ValidUntil);
        Assert.Equal(100, CryptoVix.Read(window, null, [], Given.Noon, Options)!.Percentile);
    }

    private static Candle[] Flat(int count) => [.. Enumerable.Range(0, count).Select(i => Given.Candle(i, 100, 100, 100, 100))];

    private static Candle Read(string line)
    {
        var cells = line.Split(',');
        return new Candle(long.Parse(cells[0], CultureInfo.InvariantCulture), N(1), N(2), N(3), N(4), N(5), long.Parse(cells[6], CultureInfo.InvariantCulture));

        double N(int index) => double.Parse(cells[index], CultureInfo.InvariantCulture);
    }
}
