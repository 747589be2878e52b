using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Ballast.Benchmarks.Reporting;
using Ballast.Core.Indicators;
using Ballast.Core.Market;
using Ballast.Core.Strategies;

namespace Ballast.Benchmarks.Cases;

/// <summary>Every indicator, one candle at a time, beside a loop that only reads the candles. The goals are twice Tulip's figures in design §5.</summary>
internal static class IndicatorCase
{
    private const int Bars = 200_000;
    private const int Rounds = 11;
    private const int WarmRounds = 40;
    private static double _sink;

    public static void Run()
    {
        var candles = Walk();
        Subject[] subjects =
        [
            new("floor: a loop that reads each candle", ReadOnly, null),
            new("EMA 20", c => Fold(new Ema(20), c), 2.9),
            new("ATR 14", c => Fold(new Atr(14), c), 2.9),
            new("ADX 14", c => Fold(new Adx(14), c), 10.6),
            new("realised volatility 20", c => Fold(new RealisedVolatility(20), c), 6.0),
            new("SMA 20", c => Fold(new Sma(20), c), null),
            new("RSI 14", c => Fold(new Rsi(14), c), null),
            new("MACD 12, 26, 9", c => Fold(new Macd(12, 26, 9), c), null),
            new("Bollinger 20", c => Fold(new Bollinger(20, 2), c), null),
            new("Donchian 20", c => Fold(new Donchian(20), c), null),
            new("Parkinson 20", c => Fold(new ParkinsonVolatility(20), c), null),
            new("Garman-Klass 20", c => Fold(new GarmanKlassVolatility(20), c), null),
            new("strategy sma-cross, its call read", c => Follow(new SmaCross(new SmaCrossOptions()), c), null),
            new("strategy breakout, its call read", c => Follow(new Breakout(new BreakoutOptions()), c), null),
        ];
        foreach (var subject in subjects)
        {
            for (var round = -WarmRounds; round < 0; round++)
            {
                Time(subject, candles);
            }
        }

        for (var round = 0; round < Rounds; round++)
        {
            foreach (var subject in subjects)
            {
                subject.Times.Add(Time(subject, candles));
            }
        }

        Print(subjects, candles);
    }

    private static void Print(Subject[] subjects, Candle[] candles)
    {
        var table = new Table(
            string.Create(CultureInfo.InvariantCulture, $"indicators: {Bars:N0} seeded candles a round, median of {Rounds} rounds"),
            "what", "ns/bar", "÷ floor", "bytes allocated in a pass", "of these made once", "goal");
        foreach (var subject in subjects)
        {
            var time = Sample.MedianOf(subject.Times);
            var ratio = Sample.MedianOf(subjects[0].Times.Zip(subject.Times, (floor, own) => own / floor));
            var (whole, once) = (BytesOf(subject, candles), BytesOf(subject, candles.AsSpan(0, 1).ToArray()));
            table.Add(
                subject.Name, Show.Number(time, " ns"), Show.Ratio(ratio), Show.Number(whole), Show.Number(once),
                subject.Tulip is { } tulip ? string.Create(CultureInfo.InvariantCulture, $"≤ {2 * tulip:0.0} ns: {Word(time <= 2 * tulip)}, 0 bytes/bar: {Word(whole == once)}") : whole == once ? "0 bytes/bar: met" : "0 bytes/bar: **missed**");
        }

        table.Print();
    }

    private static string Word(bool isMet) => isMet ? "met" : "**missed**";

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double ReadOnly(Candle[] candles)
    {
        double sum = 0;
        foreach (ref readonly var candle in candles.AsSpan())
        {
            sum += candle.High + candle.Low + candle.Close;
        }

        return sum;
    }

    /// <summary>One method for each indicator, as the type is a struct: nothing is boxed, calls can be inlined.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Fold<T>(T indicator, Candle[] candles)
        where T : struct, IIndicator
    {
        double sum = 0;
        foreach (ref readonly var candle in candles.AsSpan())
        {
            indicator.Add(candle);
            var value = indicator.Value;
            sum += double.IsNaN(value) ? 0 : value;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Follow<T>(T strategy, Candle[] candles)
        where T : struct, IStrategy
    {
        double sum = 0;
        foreach (ref readonly var candle in candles.AsSpan())
        {
            strategy.Add(candle);
            sum += strategy.Call?.Confidence ?? 0;
        }

        return sum;
    }

    /// <summary>Nanoseconds per bar.</summary>
    private static double Time(Subject subject, Candle[] candles)
    {
        var from = Stopwatch.GetTimestamp();
        _sink += subject.Pass(candles);
        return Stopwatch.GetElapsedTime(from).TotalNanoseconds / candles.Length;
    }

    private static double BytesOf(Subject subject, Candle[] candles)
    {
        _sink += subject.Pass(candles);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _sink += subject.Pass(candles);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Candle[] Walk()
    {
        var random = new Random(1);
        var candles = new Candle[Bars];
        var price = 60_000.0;
        for (var i = 0; i < Bars; i++)
        {
            var open = price;
            price *= 1 + ((random.NextDouble() - 0.5) * 0.01);
            candles[i] = new Candle(i * 60_000L, open, Math.Max(open, price) * 1.001, Math.Min(open, price) * 0.999, price, 1 + random.NextDouble(), ((i + 1) * 60_000L) - 1);
        }

        return candles;
    }

    /// <param name="Tulip">Its figure in design §5, ns per bar; null where there is none.</param>
    private sealed record Subject(string Name, Func<Candle[], double> Pass, double? Tulip)
    {
        public List<double> Times { get; } = [];
    }
}
