using System.Text.Json.Nodes;
using Ballast.Core.Market;

namespace Ballast.VenueServer.Json;

/// <summary>A symbol in exchangeInfo, and its leverage brackets.</summary>
internal static class InstrumentJson
{
    private const long OnboardedMs = 1_569_398_400_000;
    private const long DeliveryMs = 4_133_404_800_000;

    public static JsonObject Of(Instrument instrument, int maxOrders) => new()
    {
        ["symbol"] = instrument.Symbol.Name,
        ["pair"] = instrument.Symbol.Name,
        ["contractType"] = "PERPETUAL",
        ["deliveryDate"] = DeliveryMs,
        ["onboardDate"] = OnboardedMs,
        ["status"] = instrument.Status,
        ["maintMarginPercent"] = "2.5000",
        ["requiredMarginPercent"] = "5.0000",
        ["baseAsset"] = instrument.BaseAsset,
        ["quoteAsset"] = instrument.QuoteAsset,
        ["marginAsset"] = instrument.QuoteAsset,
        ["pricePrecision"] = Decimals(instrument.TickSize),
        ["quantityPrecision"] = Decimals(instrument.StepSize),
        ["baseAssetPrecision"] = 8,
        ["quotePrecision"] = 8,
        ["underlyingType"] = "COIN",
        ["underlyingSubType"] = new JsonArray(),
        ["triggerProtect"] = "0.0500",
        ["liquidationFee"] = "0.012500",
        ["marketTakeBound"] = (instrument.PercentPriceUp - 1).Text(),
        ["maxMoveOrderLimit"] = 10_000,
        ["filters"] = new JsonArray(
            new JsonObject { ["filterType"] = "PRICE_FILTER", ["minPrice"] = instrument.MinPrice.Text(), ["maxPrice"] = instrument.MaxPrice.Text(), ["tickSize"] = instrument.TickSize.Text() },
            Lot("LOT_SIZE", instrument, instrument.MaxQuantity),
            Lot("MARKET_LOT_SIZE", instrument, instrument.MaxMarketQuantity),
            new JsonObject { ["filterType"] = "MAX_NUM_ORDERS", ["limit"] = maxOrders },
            new JsonObject { ["filterType"] = "MAX_NUM_ALGO_ORDERS", ["limit"] = maxOrders },
            new JsonObject { ["filterType"] = "MIN_NOTIONAL", ["notional"] = instrument.MinNotional.Text() },
            new JsonObject { ["filterType"] = "PERCENT_PRICE", ["multiplierUp"] = instrument.PercentPriceUp.Text(), ["multiplierDown"] = instrument.PercentPriceDown.Text(), ["multiplierDecimal"] = "4" }),
        ["orderTypes"] = new JsonArray("LIMIT", "MARKET", "STOP_MARKET", "TAKE_PROFIT_MARKET", "TRAILING_STOP_MARKET"),
        ["timeInForce"] = new JsonArray("GTC", "IOC", "FOK", "GTX"),
    };

    /// <summary>Brackets are the one place where Binance writes numbers as numbers.</summary>
    public static JsonObject Brackets(Instrument instrument) => new()
    {
        ["symbol"] = instrument.Symbol.Name,
        ["notionalCoef"] = 1,
        ["brackets"] = new JsonArray([.. instrument.Brackets.Select((b, i) => new JsonObject
        {
            ["bracket"] = i + 1,
            ["initialLeverage"] = b.MaxLeverage,
            ["notionalCap"] = b.NotionalCap,
            ["notionalFloor"] = b.NotionalFloor,
            ["maintMarginRatio"] = b.MaintenanceRate,
            ["cum"] = b.MaintenanceAmount,
        })]),
    };

    private static JsonObject Lot(string filter, Instrument instrument, decimal most) =>
        new() { ["filterType"] = filter, ["minQty"] = instrument.MinQuantity.Text(), ["maxQty"] = most.Text(), ["stepSize"] = instrument.StepSize.Text() };

    private static int Decimals(decimal increment) => (increment / 1.0000000000000000000000000000m).Scale;
}
