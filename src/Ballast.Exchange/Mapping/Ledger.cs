using Ballast.Application.Ports;
using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Binance.Net.Objects.Models.Futures;

namespace Ballast.Exchange.Mapping;

/// <summary>Account, positions, executions and ledger lines.</summary>
internal static class Ledger
{
    private const string Asset = "USDT";

    /// <summary>The USDT wallet: we trade single-asset, and the account's totals are of all assets.</summary>
    public static VenueAccount Account(BinanceFuturesAccountInfoV3 account, BinanceFuturesAccountConfiguration configuration, bool canWithdraw)
    {
        var wallet = account.Assets.FirstOrDefault(a => a.Asset == Asset) ?? throw new InvalidDataException($"An account without {Asset}.");
        return new VenueAccount(
            new Money(wallet.WalletBalance),
            new Money(wallet.UnrealizedProfit),
            new Money(wallet.AvailableBalance),
            configuration.DualSidePosition,
            configuration.MultiAssetsMargin,
            configuration.CanTrade,
            canWithdraw);
    }

    /// <summary>The margin is what was put in, without open PnL (isolatedWallet; isolatedMargin has the PnL in it).</summary>
    public static VenuePosition Position(BinancePositionV3 position) => new(
        new Symbol(position.Symbol),
        position.PositionAmt,
        new Price(position.EntryPrice),
        new Price(position.MarkPrice),
        new Money(position.UnrealizedProfit),
        new Price(position.LiquidationPrice),
        new Money(position.IsolatedWallet));

    public static Fill Fill(BinanceFuturesUsdtTrade trade) => new(
        trade.Id,
        trade.OrderId,
        new Symbol(trade.Symbol),
        Words.Side(trade.Side),
        new Price(trade.Price),
        new Quantity(trade.Quantity),
        new Money(trade.Fee),
        trade.FeeAsset,
        new Money(trade.RealizedPnl),
        trade.Maker,
        Words.MustTime(trade.Timestamp));

    /// <summary>A kind that the library does not know has no name here; its amount counts all the same.</summary>
    public static IncomeEntry Income(BinanceFuturesIncomeHistory line) => new(
        line.TransactionId,
        line.IncomeType is { } kind && Enum.IsDefined(kind) ? Words.Word(kind) : Words.Unrecognised,
        new Symbol(line.Symbol ?? ""),
        new Money(line.Income),
        line.Asset ?? Asset,
        Words.MustTime(line.Timestamp));
}
