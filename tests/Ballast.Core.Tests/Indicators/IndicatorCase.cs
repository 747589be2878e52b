using Ballast.Core.Indicators;
using Ballast.Core.Market;

namespace Ballast.Core.Tests.Indicators;

/// <summary>One indicator as the tests that all share see it: each of its outputs, candle by candle and as a batch.</summary>
/// <param name="Needs">Candles until all outputs have a value.</param>
/// <param name="Stepwise">The outputs after each candle.</param>
/// <param name="Batch">The outputs of its own <c>Of</c>.</param>
/// <param name="Naive">The outputs after each candle, by <see cref="NaiveIndicators"/>.</param>
/// <param name="Default">The outputs of <c>default</c> after all candles.</param>
/// <param name="BytesOfAdding">Bytes allocated while one that exists is fed.</param>
internal sealed record IndicatorCase(
    int Needs,
    Func<Candle[], double[][]> Stepwise,
    Func<Candle[], double[]> Batch,
    Func<Candle[], double[][]> Naive,
    Func<Candle[], double[]> Default,
    Func<Candle[], long> BytesOfAdding)
{
    public static Dictionary<string, IndicatorCase> All { get; } = new()
    {
        ["Sma"] = Of(20, () => new Sma(20), c => [Sma.Of(c, 20)], c => [NaiveIndicators.Sma(Closes(c), 20)]),
        ["Ema"] = Of(20, () => new Ema(20), c => [Ema.Of(c, 20)], c => [NaiveIndicators.Ema(Closes(c), 20)]),
        ["Rsi"] = Of(15, () => new Rsi(14), c => [Rsi.Of(c, 14)], c => [NaiveIndicators.Rsi(Closes(c), 14)]),
        ["Macd"] = Of(34, () => new Macd(12, 26, 9), c => Outputs(Macd.Of(c)), NaiveMacd, Outputs),
        ["Bollinger"] = Of(20, () => new Bollinger(20, 2), c => Outputs(Bollinger.Of(c)), NaiveBollinger, Outputs),
        ["Donchian"] = Of(20, () => new Donchian(20), c => Outputs(Donchian.Of(c, 20)), NaiveDonchian, Outputs),
        ["Atr"] = Of(14, () => new Atr(14), c => [Atr.Of(c, 14)], c => [NaiveIndicators.Atr(c, 14)]),
        ["Adx"] = Of(28, () => new Adx(14), c => [Adx.Of(c, 14)], c => [NaiveIndicators.Adx(c, 14)]),
        ["RealisedVolatility"] = Of(
            21, () => new RealisedVolatility(20), c => [RealisedVolatility.Of(c, 20)], c => [NaiveIndicators.Deviation(NaiveIndicators.LogReturns(c), 20, 1)]),
        ["ParkinsonVolatility"] = Of(20, () => new ParkinsonVolatility(20), c => [ParkinsonVolatility.Of(c, 20)], c => [NaiveIndicators.Parkinson(c, 20)]),
        ["GarmanKlassVolatility"] = Of(20, () => new GarmanKlassVolatility(20), c => [GarmanKlassVolatility.Of(c, 20)], c => [NaiveIndicators.GarmanKlass(c, 20)]),
    };

    public static TheoryData<string> Names { get; } = [.. All.Keys];

    private static IndicatorCase Of<T>(int needs, Func<T> make, Func<Candle[], double[]> batch, Func<Candle[], double[][]> naive, Func<T, double[]>? outputs = null)
        where T : struct, IIndicator
    {
        outputs ??= static indicator => [indicator.Value];
        return new(needs, Stepwise, batch, naive, candles => outputs(default(T).After(candles)), BytesOfAdding);

        double[][] Stepwise(Candle[] candles)
        {
            var indicator = make();
            return [.. candles.Select(candle =>
            {
                indicator.Add(candle);
                return outputs(indicator);
            })];
        }

        long BytesOfAdding(Candle[] candles)
        {
            var indicator = make().After(candles);
            double sum = 0;
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (ref readonly var candle in candles.AsSpan())
            {
                indicator.Add(candle);
                sum += indicator.Value;
            }

            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.False(double.IsNaN(sum));
            return bytes;
        }
    }

    private static double[] Outputs(Macd macd) => [macd.Value, macd.Signal, macd.Histogram];

    private static double[] Outputs(Bollinger bands) => [bands.Value, bands.Deviation, bands.Upper, bands.Lower, bands.Position];

    private static double[] Outputs(Donchian channel) => [channel.Value, channel.Upper, channel.Lower];

    private static double[][] NaiveDonchian(Candle[] candles)
    {
        var upper = NaiveIndicators.Each(candles.Length, 19, t => candles[(t - 19)..(t + 1)].Max(c => c.High));
        var lower = NaiveIndicators.Each(candles.Length, 19, t => candles[(t - 19)..(t + 1)].Min(c => c.Low));
        return [[.. upper.Zip(lower, (u, l) => (u + l) / 2)], upper, lower];
    }

    private static double[][] NaiveMacd(Candle[] candles)
    {
        double[] line = [.. NaiveIndicators.Ema(Closes(candles), 12).Zip(NaiveIndicators.Ema(Closes(candles), 26), (fast, slow) => fast - slow)];
        var signal = NaiveIndicators.Ema(line, 9);
        return [line, signal, [.. line.Zip(signal, (a, b) => a - b)]];
    }

    private static double[][] NaiveBollinger(Candle[] candles)
    {
        var closes = Closes(candles);
        var middle = NaiveIndicators.Sma(closes, 20);
        var deviation = NaiveIndicators.Deviation(closes, 20, 0);
        double[] upper = [.. middle.Zip(deviation, (m, d) => m + (2 * d))];
        double[] lower = [.. middle.Zip(deviation, (m, d) => m - (2 * d))];
        return [middle, deviation, upper, lower, NaiveIndicators.Each(closes.Length, 19, t => (closes[t] - lower[t]) / (upper[t] - lower[t]))];
    }

    private static double[] Closes(Candle[] candles) => NaiveIndicators.Closes(candles);
}
