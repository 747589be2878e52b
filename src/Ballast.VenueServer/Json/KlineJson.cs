using System.Text.Json.Nodes;
using Ballast.Core.Market;
using Ballast.Venue.Markets;

namespace Ballast.VenueServer.Json;

/// <summary>A kline row of twelve columns. The venue counts no single trades: that column is zero; quote volumes are the volumes at the bar's mean price.</summary>
internal static class KlineJson
{
    public static JsonArray Of(TakerCandle bar, bool hasVolume) => Of(bar.Candle, bar.TakerBuyVolume, hasVolume);

    public static double QuoteVolume(Candle candle) => candle.Volume * MeanPrice(candle);

    private static JsonArray Of(Candle candle, double takerBuy, bool hasVolume) => new(
        candle.OpenTimeMs,
        candle.Open.Text(),
        candle.High.Text(),
        candle.Low.Text(),
        candle.Close.Text(),
        hasVolume ? Math.Round(candle.Volume, 3).Text() : "0",
        candle.CloseTimeMs,
        hasVolume ? Math.Round(QuoteVolume(candle), 2).Text() : "0",
        0,
        hasVolume ? Math.Round(takerBuy, 3).Text() : "0",
        hasVolume ? Math.Round(takerBuy * MeanPrice(candle), 2).Text() : "0",
        "0");

    private static double MeanPrice(Candle candle) => (candle.Open + candle.High + candle.Low + candle.Close) / 4;
}
