using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Ballast.Benchmarks.Reporting;
using Ballast.Core.Indicators;
using Ballast.Core.Market;
using Ballast.Core.Strategies;

namespace Ballast.Benchmarks.Cases;

/// <summary>
/// Every indicator, one candle at a time, beside an EMA written by hand over an array of closes: what Tulip's does, 2.9 ns in design §5. The goals
/// are twice Tulip's figures, as multiples of that floor, so that they hold on machines of any speed. A round is short and the least of many
/// counts: whoever shares the machine only adds.
/// </summary>
internal static class IndicatorCase
{
    private const int Bars = 20_000;
    private const int Rounds = 301;
    private const int WarmRounds = 100;
    private const double TulipEma = 2.9;
    private static double _sink;

    public static void Run()
    {
        var candles = Walk();
        double[] closes = [.. candles.Select(c => c.Close)];
        Subject[] subjects =
        [
            new("floor: EMA by hand over closes", _ => ByHand(closes), null),
            new("a loop that reads each candle", ReadOnly, null),
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
            string.Create(CultureInfo.InvariantCulture, $"indicators: {Bars:N0} seeded candles a round, least of {Rounds} rounds"),
            "what", "ns/bar", "÷ floor", "bytes allocated in a pass", "of these made once", "goal");
        foreach (var subject in subjects)
        {
            var time = subject.Times.Min();
            var ratio = time / subjects[0].Times.Min();
            var (whole, once) = (BytesOf(subject, candles), BytesOf(subject, candles.AsSpan(0, 1).ToArray()));
            table.Add(
                subject.Name, Show.Number(time, " ns"), Show.Ratio(ratio), Show.Number(whole), Show.Number(once),
                $"{(subject.Tulip is { } tulip ? $"{Show.Goal(ratio, 2 * tulip / TulipEma)}, " : "")}0 bytes/bar: {(whole == once ? "met" : "**missed**")}");
        }

        table.Print();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double ByHand(double[] closes)
    {
        const double Weight = 2.0 / 21;
        double value = closes[0], sum = 0;
        foreach (var close in closes)
        {
            value += Weight * (close - value);
            sum += value;
        }

        return sum;
    }

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
