using System.Text.Json.Nodes;
using Ballast.Venue.Matching;

namespace Ballast.VenueServer.Json;

/// <summary>The account: balance, and the sums over its positions. One asset, USDT.</summary>
internal static class AccountJson
{
    public static JsonObject Account(VenueDesk desk, bool isOld)
    {
        var figures = desk.Feeds.Select(f => PositionFigures.Of(desk, f.Symbol.Name)).ToArray();
        var sums = Sums.Of(desk, figures);
        var json = new JsonObject();
        if (isOld)
        {
            json["feeTier"] = 0;
            json["feeBurn"] = false;
            json["canTrade"] = true;
            json["canDeposit"] = true;
            json["canWithdraw"] = false;
            json["updateTime"] = 0;
            json["multiAssetsMargin"] = false;
            json["tradeGroupId"] = -1;
        }

        json["totalInitialMargin"] = sums.InitialMargin.Text();
        json["totalMaintMargin"] = sums.MaintenanceMargin.Text();
        json["totalWalletBalance"] = sums.Wallet.Text();
        json["totalUnrealizedProfit"] = sums.Pnl.Text();
        json["totalMarginBalance"] = (sums.Wallet + sums.Pnl).Text();
        json["totalPositionInitialMargin"] = sums.PositionMargin.Text();
        json["totalOpenOrderInitialMargin"] = sums.OrderMargin.Text();
        json["totalCrossWalletBalance"] = (sums.Wallet - sums.PositionMargin).Text();
        json["totalCrossUnPnl"] = "0";
        json["availableBalance"] = sums.Available.Text();
        json["maxWithdrawAmount"] = sums.Available.Text();
        json["assets"] = new JsonArray(new JsonObject
        {
            ["asset"] = "USDT",
            ["walletBalance"] = sums.Wallet.Text(),
            ["unrealizedProfit"] = sums.Pnl.Text(),
            ["marginBalance"] = (sums.Wallet + sums.Pnl).Text(),
            ["maintMargin"] = sums.MaintenanceMargin.Text(),
            ["initialMargin"] = sums.InitialMargin.Text(),
            ["positionInitialMargin"] = sums.PositionMargin.Text(),
            ["openOrderInitialMargin"] = sums.OrderMargin.Text(),
            ["crossWalletBalance"] = (sums.Wallet - sums.PositionMargin).Text(),
            ["crossUnPnl"] = "0",
            ["availableBalance"] = sums.Available.Text(),
            ["maxWithdrawAmount"] = sums.Available.Text(),
            ["marginAvailable"] = true,
            ["updateTime"] = desk.NowMs,
        });
        json["positions"] = new JsonArray([.. figures.Where(f => isOld || f.Position.Signed != 0).Select(f => PositionJson.OfAccount(f, desk.NowMs, isOld))]);
        return json;
    }

    public static JsonArray Balance(VenueDesk desk)
    {
        var sums = Sums.Of(desk, [.. desk.Feeds.Select(f => PositionFigures.Of(desk, f.Symbol.Name))]);
        return new JsonArray(new JsonObject
        {
            ["accountAlias"] = "ballast",
            ["asset"] = "USDT",
            ["balance"] = sums.Wallet.Text(),
            ["crossWalletBalance"] = (sums.Wallet - sums.PositionMargin).Text(),
            ["crossUnPnl"] = "0",
            ["availableBalance"] = sums.Available.Text(),
            ["maxWithdrawAmount"] = sums.Available.Text(),
            ["marginAvailable"] = true,
            ["updateTime"] = desk.NowMs,
        });
    }

    private sealed record Sums(decimal Wallet, decimal Pnl, decimal PositionMargin, decimal OrderMargin, decimal MaintenanceMargin, decimal Available)
    {
        public decimal InitialMargin => PositionMargin + OrderMargin;

        public static Sums Of(VenueDesk desk, PositionFigures[] figures) => new(
            desk.Books.Account.Balance,
            figures.Sum(f => f.Pnl),
            figures.Sum(f => f.Position.Margin),
            figures.Sum(f => f.OrderMargin),
            figures.Sum(f => f.MaintenanceMargin),
            Math.Max(0, Math.Round(MarginRules.Available(desk.Books, desk.LeverageOf), 8)));
    }
}
