using System.Text.Json.Nodes;

namespace Ballast.VenueServer.Json;

/// <summary>A position in the three forms that Binance has for it.</summary>
internal static class PositionJson
{
    /// <summary>positionRisk v3: open positions only; leverage and margin type stand in symbolConfig.</summary>
    public static JsonObject Risk(PositionFigures figures, long atMs) => new()
    {
        ["symbol"] = figures.Position.Symbol,
        ["positionSide"] = "BOTH",
        ["positionAmt"] = figures.Position.Signed.Text(),
        ["entryPrice"] = Math.Round(figures.Position.EntryPrice, 8).Text(),
        ["breakEvenPrice"] = Math.Round(figures.Position.EntryPrice, 8).Text(),
        ["markPrice"] = figures.Mark.Text(),
        ["unRealizedProfit"] = figures.Pnl.Text(),
        ["liquidationPrice"] = figures.LiquidationPrice.Text(),
        ["isolatedMargin"] = (figures.Position.Margin + figures.Pnl).Text(),
        ["notional"] = figures.Notional.Text(),
        ["marginAsset"] = "USDT",
        ["isolatedWallet"] = figures.Position.Margin.Text(),
        ["initialMargin"] = (figures.Position.Margin + figures.OrderMargin).Text(),
        ["maintMargin"] = figures.MaintenanceMargin.Text(),
        ["positionInitialMargin"] = figures.Position.Margin.Text(),
        ["openOrderInitialMargin"] = figures.OrderMargin.Text(),
        ["adl"] = 0,
        ["bidNotional"] = "0",
        ["askNotional"] = "0",
        ["updateTime"] = atMs,
    };

    /// <summary>positionRisk v2: every symbol, with leverage and margin type.</summary>
    public static JsonObject OldRisk(PositionFigures figures, long atMs) => new()
    {
        ["symbol"] = figures.Position.Symbol,
        ["positionSide"] = "BOTH",
        ["positionAmt"] = figures.Position.Signed.Text(),
        ["entryPrice"] = Math.Round(figures.Position.EntryPrice, 8).Text(),
        ["breakEvenPrice"] = Math.Round(figures.Position.EntryPrice, 8).Text(),
        ["markPrice"] = figures.Mark.Text(),
        ["unRealizedProfit"] = figures.Pnl.Text(),
        ["liquidationPrice"] = figures.LiquidationPrice.Text(),
        ["leverage"] = figures.Leverage.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["maxNotionalValue"] = figures.MostNotional.Text(),
        ["marginType"] = figures.IsIsolated ? "isolated" : "cross",
        ["isolatedMargin"] = (figures.Position.Margin + figures.Pnl).Text(),
        ["isAutoAddMargin"] = "false",
        ["notional"] = figures.Notional.Text(),
        ["isolatedWallet"] = figures.Position.Margin.Text(),
        ["updateTime"] = atMs,
    };

    /// <summary>One line of account v2 and v3.</summary>
    public static JsonObject OfAccount(PositionFigures figures, long atMs, bool isOld)
    {
        var json = new JsonObject
        {
            ["symbol"] = figures.Position.Symbol,
            ["positionSide"] = "BOTH",
            ["positionAmt"] = figures.Position.Signed.Text(),
            ["unrealizedProfit"] = figures.Pnl.Text(),
            ["isolatedMargin"] = (figures.Position.Margin + figures.Pnl).Text(),
            ["notional"] = figures.Notional.Text(),
            ["isolatedWallet"] = figures.Position.Margin.Text(),
            ["initialMargin"] = (figures.Position.Margin + figures.OrderMargin).Text(),
            ["maintMargin"] = figures.MaintenanceMargin.Text(),
            ["updateTime"] = atMs,
        };
        if (isOld)
        {
            json["positionInitialMargin"] = figures.Position.Margin.Text();
            json["openOrderInitialMargin"] = figures.OrderMargin.Text();
            json["leverage"] = figures.Leverage.ToString(System.Globalization.CultureInfo.InvariantCulture);
            json["isolated"] = figures.IsIsolated;
            json["entryPrice"] = Math.Round(figures.Position.EntryPrice, 8).Text();
            json["breakEvenPrice"] = Math.Round(figures.Position.EntryPrice, 8).Text();
            json["maxNotional"] = figures.MostNotional.Text();
        }

        return json;
    }
}
