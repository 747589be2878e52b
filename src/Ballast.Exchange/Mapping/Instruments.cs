using Ballast.Core.Market;
using Binance.Net.Enums;
using Binance.Net.Objects.Models.Futures;

namespace Ballast.Exchange.Mapping;

/// <summary>exchangeInfo and leverageBracket as instruments.</summary>
internal static class Instruments
{
    /// <summary>
    /// Perpetuals that have all filters and brackets: one without cannot be sized. Not those on stocks and metals (TRADIFI_PERPETUAL), which keep trading hours.
    /// </summary>
    public static IReadOnlyList<Instrument> Of(BinanceFuturesUsdtExchangeInfo info, BinanceFuturesSymbolBracket[] brackets)
    {
        var bySymbol = brackets.Where(b => b.Brackets.Length > 0).ToDictionary(b => b.Symbol, StringComparer.Ordinal);
        return [.. info.Symbols
            .Where(s => s.ContractType == ContractType.Perpetual && bySymbol.ContainsKey(s.Name) && s is { PriceFilter: not null, LotSizeFilter: not null, MinNotionalFilter: not null })
            .Select(s => Of(s, bySymbol[s.Name]))];
    }

    private static Instrument Of(BinanceFuturesUsdtSymbol symbol, BinanceFuturesSymbolBracket table)
    {
        var (price, lot, band) = (symbol.PriceFilter!, symbol.LotSizeFilter!, symbol.PricePercentFilter);
        var usual = new Instrument { Symbol = default, BaseAsset = "", TickSize = 1, StepSize = 1, MinQuantity = 1, MinNotional = 1, Brackets = [] };
        return new Instrument
        {
            Symbol = new Symbol(symbol.Name),
            BaseAsset = symbol.BaseAsset,
            QuoteAsset = symbol.QuoteAsset,
            Status = Words.Word(symbol.Status),
            TickSize = Words.Plain(price.TickSize),
            MinPrice = Words.Plain(price.MinPrice),
            MaxPrice = MostOf(price.MaxPrice),
            StepSize = Words.Plain(lot.StepSize),
            MinQuantity = Words.Plain(lot.MinQuantity),
            MaxQuantity = MostOf(lot.MaxQuantity),
            MaxMarketQuantity = MostOf(symbol.MarketLotSizeFilter?.MaxQuantity ?? 0),
            MinNotional = Words.Plain(symbol.MinNotionalFilter!.MinNotional),
            PercentPriceUp = band is null ? usual.PercentPriceUp : Words.Plain(band.MultiplierUp),
            PercentPriceDown = band is null ? usual.PercentPriceDown : Words.Plain(band.MultiplierDown),
            Brackets = EquatableList.From(table.Brackets
                .OrderBy(b => b.Floor)
                .Select(b => new LeverageBracket(b.Floor, b.Cap, b.InitialLeverage, b.MaintenanceMarginRatio, b.MaintAmount))
                .ToList()),
        };
    }

    /// <summary>Zero means no bound.</summary>
    private static decimal MostOf(decimal bound) => bound > 0 ? Words.Plain(bound) : decimal.MaxValue;
}
