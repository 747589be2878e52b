namespace Ballast.Core.Market;

/// <summary>A tradable perpetual with the venue's filters (exchangeInfo) and leverage brackets. Source: facts.md §4.</summary>
public sealed record Instrument
{
    public required Symbol Symbol { get; init; }

    public required string BaseAsset { get; init; }

    public string QuoteAsset { get; init; } = "USDT";

    /// <summary>The venue's status, "TRADING" when orders are taken.</summary>
    public string Status { get; init; } = "TRADING";

    /// <summary>PRICE_FILTER tickSize: prices are multiples of it.</summary>
    public required decimal TickSize { get; init; }

    public decimal MinPrice { get; init; }

    public decimal MaxPrice { get; init; } = decimal.MaxValue;

    /// <summary>LOT_SIZE stepSize: limit quantities are multiples of it.</summary>
    public required decimal StepSize { get; init; }

    public required decimal MinQuantity { get; init; }

    public decimal MaxQuantity { get; init; } = decimal.MaxValue;

    /// <summary>MARKET_LOT_SIZE maxQty: the largest market order.</summary>
    public decimal MaxMarketQuantity { get; init; } = decimal.MaxValue;

    /// <summary>MIN_NOTIONAL in USDT; reduce-only orders are exempt.</summary>
    public required decimal MinNotional { get; init; }

    /// <summary>PERCENT_PRICE bounds of a limit price as factors of the mark price.</summary>
    public decimal PercentPriceUp { get; init; } = 1.05m;

    public decimal PercentPriceDown { get; init; } = 0.95m;

    /// <summary>Leverage brackets in rising order of notional; never empty.</summary>
    public required EquatableList<LeverageBracket> Brackets { get; init; }

    public bool IsTrading => Status == "TRADING";

    /// <summary>Quantities always round down to the step (invariant 5).</summary>
    public Quantity RoundDown(Quantity quantity) => new(Rounding.DownTo(quantity.Value, StepSize));

    /// <summary>The whole steps that a notional buys at a price.</summary>
    public Quantity WholeSteps(Money notional, Price price) => new(Math.Floor(notional.Value / (price.Value * StepSize)) * StepSize);

    public Price RoundDown(Price price) => new(Rounding.DownTo(price.Value, TickSize));

    public Price RoundUp(Price price) => new(Rounding.UpTo(price.Value, TickSize));

    /// <summary>A stop rounds towards the entry, so that rounding never makes the loss at the stop larger.</summary>
    public Price RoundStop(Price stop, PositionSide side) => side == PositionSide.Long ? RoundUp(stop) : RoundDown(stop);

    /// <summary>A limit that must not be worse than its bound: a buy rounds down, a sell up.</summary>
    public Price RoundLimit(Price limit, OrderSide side) => side == OrderSide.Buy ? RoundDown(limit) : RoundUp(limit);

    /// <summary>The bracket that holds a notional; the last one above all caps.</summary>
    public LeverageBracket BracketFor(Money notional) => LeverageBracket.For(Brackets, notional);
}

/// <summary>One row of the venue's leverage table. Maintenance margin = notional × <paramref name="MaintenanceRate"/> − <paramref name="MaintenanceAmount"/>.</summary>
/// <param name="NotionalFloor">USDT, inclusive.</param>
/// <param name="NotionalCap">USDT, exclusive.</param>
/// <param name="MaxLeverage">The most leverage in this bracket.</param>
/// <param name="MaintenanceRate">A fraction of the notional.</param>
/// <param name="MaintenanceAmount">USDT ("cum").</param>
public sealed record LeverageBracket(decimal NotionalFloor, decimal NotionalCap, int MaxLeverage, decimal MaintenanceRate, decimal MaintenanceAmount)
{
    /// <summary>The bracket that holds a notional; the last one above all caps.</summary>
    public static LeverageBracket For(EquatableList<LeverageBracket> brackets, Money notional)
    {
        foreach (var bracket in brackets)
        {
            if (notional.Value < bracket.NotionalCap)
            {
                return bracket;
            }
        }

        return brackets[^1];
    }

    /// <summary>The largest notional that the brackets allow at a leverage; zero where none does.</summary>
    public static Money MostNotional(EquatableList<LeverageBracket> brackets, Leverage leverage)
    {
        decimal most = 0;
        foreach (var bracket in brackets)
        {
            most = bracket.MaxLeverage >= leverage.Value ? bracket.NotionalCap : most;
        }

        return new Money(most);
    }
}
