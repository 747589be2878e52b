using System.Text.Json.Nodes;
using Ballast.Core.Market;

namespace Ballast.VenueServer.Json;

/// <summary>A kline row of twelve columns. The venue counts no single trades and no taker sides: those columns are zero; the quote volume is the volume at the bar's mean price.</summary>
internal static class KlineJson
{
    public static JsonArray Of(Candle candle, bool hasVolume) => new(
        candle.OpenTimeMs,
        candle.Open.Text(),
        candle.High.Text(),
        candle.Low.Text(),
        candle.Close.Text(),
        hasVolume ? Math.Round(candle.Volume, 3).Text() : "0",
        candle.CloseTimeMs,
        hasVolume ? Math.Round(QuoteVolume(candle), 2).Text() : "0",
        0,
        "0",
        "0",
        "0");

    public static double QuoteVolume(Candle candle) => candle.Volume * (candle.Open + candle.High + candle.Low + candle.Close) / 4;
}
