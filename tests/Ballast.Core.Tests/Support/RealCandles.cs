using System.Globalization;
using Ballast.Contracts;
using Ballast.Core.Market;

namespace Ballast.Core.Tests.Support;

/// <summary>Real candles for tests that are marked with <see cref="RealDataFactAttribute"/>.</summary>
internal static class RealCandles
{
    /// <summary>1,318 days of Bitcoin, from December 2014 to July 2018.</summary>
    public static Candle[] Daily() => Of("BTCUSD-1d-coinbase.csv");

    /// <summary>120 hours of Bitcoin in May 2018.</summary>
    public static Candle[] Hourly() => Of("BTCUSDT-1h-binance-2018-05.csv");

    /// <summary>Minutes of Bitcoin in April 2018, with the gaps that they have.</summary>
    public static Candle[] Minutes() => Of("BTCUSD-1m-coinbase-2018-04.csv");

    private static Candle[] Of(string name) =>
        [.. File.ReadLines(Path.Combine(DataFolder.Path!, "klines", name)).Where(line => char.IsAsciiDigit(line[0])).Select(line => Read(line.Split(',')))];

    private static Candle Read(string[] fields) => new(
        long.Parse(fields[0], CultureInfo.InvariantCulture),
        Number(fields[1]),
        Number(fields[2]),
        Number(fields[3]),
        Number(fields[4]),
        Number(fields[5]),
        long.Parse(fields[6], CultureInfo.InvariantCulture));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
