using System.Globalization;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.VenueServer.Json;

/// <summary>Values as Binance writes them: numbers as text, words in capitals.</summary>
internal static class Words
{
    /// <summary>Without trailing zeros.</summary>
    public static string Text(this decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    public static string Text(this double value) => ((decimal)value).Text();

    public static string Word(this OrderSide side) => side == OrderSide.Buy ? "BUY" : "SELL";

    public static string Word(this WorkingType working) => working == WorkingType.MarkPrice ? "MARK_PRICE" : "CONTRACT_PRICE";

    public static string Word(this ConditionalType type) => type switch
    {
        ConditionalType.StopMarket => "STOP_MARKET",
        ConditionalType.TakeProfitMarket => "TAKE_PROFIT_MARKET",
        ConditionalType.TrailingStopMarket => "TRAILING_STOP_MARKET",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
