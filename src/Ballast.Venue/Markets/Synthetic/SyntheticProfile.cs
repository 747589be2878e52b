using Ballast.Core.Market;

namespace Ballast.Venue.Markets.Synthetic;

/// <summary>How one synthetic symbol behaves.</summary>
/// <param name="HourlyVolatility">Standard deviation of the hourly log return in normal times. An ATR(1h) is about 1.6 times this.</param>
/// <param name="Correlation">With the common factor, 0 to 1.</param>
/// <param name="LevelNotional">USDT on one level of the book, on average at the top.</param>
/// <param name="DailyVolume">USDT traded in a day.</param>
internal sealed record SyntheticProfile(Symbol Symbol, double BasePrice, double HourlyVolatility, double Correlation, int SpreadTicks, double LevelNotional, double DailyVolume)
{
    public static SyntheticProfile Of(Symbol symbol) => symbol.Name switch
    {
        "BTCUSDT" => new(symbol, 95_000, 0.0045, 0.9, 1, 120_000, 12e9),
        "ETHUSDT" => new(symbol, 3_300, 0.0056, 0.85, 1, 90_000, 9e9),
        "SOLUSDT" => new(symbol, 180, 0.0072, 0.8, 1, 50_000, 3e9),
        "BNBUSDT" => new(symbol, 680, 0.0052, 0.75, 2, 30_000, 8e8),
        "DOGEUSDT" => new(symbol, 0.25, 0.0080, 0.75, 1, 25_000, 1e9),
        "XRPUSDT" => new(symbol, 1.8, 0.0072, 0.7, 1, 30_000, 1.5e9),
        _ => new(symbol, 100, 0.0065, 0.7, 2, 20_000, 2e8),
    };
}
