using Ballast.Core.Market;

namespace Ballast.Venue.Markets;

/// <summary>Filters and leverage brackets of the symbols that every synthetic market has, and a plausible guess for any other (a replayed file's).</summary>
public static class KnownSymbols
{
    /// <summary>The symbols of a synthetic market, in the order that they are listed.</summary>
    public static IReadOnlyList<string> Names { get; } = ["BTCUSDT", "ETHUSDT", "SOLUSDT", "BNBUSDT", "DOGEUSDT", "XRPUSDT"];

    /// <summary>The instrument of a symbol; for one that is not known, increments from its price.</summary>
    public static Instrument InstrumentOf(Symbol symbol, double price) => symbol.Name switch
    {
        "BTCUSDT" => Make(symbol, 0.1m, 0.001m, 100m, 1_000m, 120m, Brackets(125, 0.004m)),
        "ETHUSDT" => Make(symbol, 0.01m, 0.001m, 20m, 10_000m, 2_000m, Brackets(100, 0.005m)),
        "SOLUSDT" => Make(symbol, 0.01m, 0.01m, 5m, 1_000_000m, 5_000m, Brackets(75, 0.01m)),
        "BNBUSDT" => Make(symbol, 0.01m, 0.01m, 5m, 100_000m, 2_000m, Brackets(75, 0.01m)),
        "DOGEUSDT" => Make(symbol, 0.00001m, 1m, 5m, 50_000_000m, 30_000_000m, Brackets(75, 0.01m)),
        "XRPUSDT" => Make(symbol, 0.0001m, 0.1m, 5m, 10_000_000m, 2_000_000m, Brackets(75, 0.01m)),
        _ => Guess(symbol, price),
    };

    private static Instrument Guess(Symbol symbol, double price)
    {
        var tick = PowerOfTen((int)Math.Floor(Math.Log10(Math.Max(price, 1e-6) * 2e-5)));
        var step = PowerOfTen(Math.Clamp((int)Math.Floor(Math.Log10(2 / Math.Max(price, 1e-6))), -3, 0));
        return Make(symbol, tick, step, 5m, step * 10_000_000m, step * 1_000_000m, Brackets(50, 0.01m));
    }

    private static decimal PowerOfTen(int exponent)
    {
        var value = 1m;
        for (var i = 0; i < Math.Min(8, Math.Abs(exponent)); i++)
        {
            value = exponent < 0 ? value / 10m : value * 10m;
        }

        return value;
    }

    private static Instrument Make(Symbol symbol, decimal tick, decimal step, decimal minNotional, decimal maxQuantity, decimal maxMarket, EquatableList<LeverageBracket> brackets) => new()
    {
        Symbol = symbol,
        BaseAsset = symbol.Name.EndsWith("USDT", StringComparison.Ordinal) ? symbol.Name[..^4] : symbol.Name.EndsWith("USD", StringComparison.Ordinal) ? symbol.Name[..^3] : symbol.Name,
        TickSize = tick,
        MinPrice = tick,
        MaxPrice = tick * 100_000_000m,
        StepSize = step,
        MinQuantity = step,
        MaxQuantity = maxQuantity,
        MaxMarketQuantity = maxMarket,
        MinNotional = minNotional,
        Brackets = brackets,
    };

    /// <summary>Maintenance amounts make the maintenance margin continuous at each floor: cum(i) = cum(i−1) + floor(i) × (rate(i) − rate(i−1)).</summary>
    private static EquatableList<LeverageBracket> Brackets(int maxLeverage, decimal firstRate)
    {
        decimal[] caps = maxLeverage >= 100
            ? [maxLeverage > 100 ? 300_000m : 50_000m, 800_000m, 3_000_000m, 12_000_000m, 70_000_000m, 100_000_000m, 230_000_000m, 480_000_000m]
            : [10_000m, 100_000m, 500_000m, 1_000_000m, 5_000_000m, 10_000_000m, 20_000_000m, 40_000_000m];
        int[] leverages = [maxLeverage, Math.Min(100, maxLeverage * 4 / 5), Math.Min(75, maxLeverage * 2 / 3), 50, 25, 20, 10, 5];
        decimal[] rates = [firstRate, firstRate + 0.001m, firstRate + 0.0025m, 0.015m, 0.02m, 0.025m, 0.05m, 0.1m];
        var rows = new LeverageBracket[caps.Length];
        decimal floor = 0, cum = 0;
        for (var i = 0; i < caps.Length; i++)
        {
            cum += i == 0 ? 0 : floor * (rates[i] - rates[i - 1]);
            rows[i] = new LeverageBracket(floor, caps[i], Math.Min(leverages[i], i == 0 ? maxLeverage : rows[i - 1].MaxLeverage), rates[i], cum);
            floor = caps[i];
        }

        return EquatableList.From(rows);
    }
}
