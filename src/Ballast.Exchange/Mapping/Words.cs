using Ballast.Core.Market;
using Ballast.Core.Positions;
using CryptoExchange.Net.Converters.SystemTextJson;
using Library = Binance.Net.Enums;

namespace Ballast.Exchange.Mapping;

/// <summary>Our words and the library's. A word of the exchange that the library does not know comes as an undefined number and is said as <see cref="Unrecognised"/>.</summary>
internal static class Words
{
    /// <summary>No venue's word: whoever reads a status looks again.</summary>
    public const string Unrecognised = "UNRECOGNISED";

    public static DateTimeOffset Time(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    public static DateTimeOffset MustTime(DateTime utc) => utc == default ? throw new InvalidDataException("An answer without its time.") : Time(utc);

    /// <summary>The exchange's own word.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => Enum.IsDefined(value) ? EnumConverter.GetString(value) : Unrecognised;

    public static OrderSide Side(Library.OrderSide side) => side switch
    {
        Library.OrderSide.Buy => OrderSide.Buy,
        Library.OrderSide.Sell => OrderSide.Sell,
        _ => throw new InvalidDataException("An answer without a side."),
    };

    public static Library.OrderSide Side(OrderSide side) => side == OrderSide.Buy ? Library.OrderSide.Buy : Library.OrderSide.Sell;

    public static Library.TimeInForce Life(TimeInForce life) => life switch
    {
        TimeInForce.GTC => Library.TimeInForce.GoodTillCanceled,
        TimeInForce.IOC => Library.TimeInForce.ImmediateOrCancel,
        TimeInForce.FOK => Library.TimeInForce.FillOrKill,
        TimeInForce.GTX => Library.TimeInForce.GoodTillCrossing,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static Library.ConditionalOrderType Type(ConditionalType type) => type switch
    {
        ConditionalType.StopMarket => Library.ConditionalOrderType.StopMarket,
        ConditionalType.TakeProfitMarket => Library.ConditionalOrderType.TakeProfitMarket,
        ConditionalType.TrailingStopMarket => Library.ConditionalOrderType.TrailingStopMarket,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Null for the types that we never send, such as STOP with a limit price.</summary>
    public static ConditionalType? Type(Library.FuturesOrderType type) => type switch
    {
        Library.FuturesOrderType.StopMarket => ConditionalType.StopMarket,
        Library.FuturesOrderType.TakeProfitMarket => ConditionalType.TakeProfitMarket,
        Library.FuturesOrderType.TrailingStopMarket => ConditionalType.TrailingStopMarket,
        _ => null,
    };

    public static Library.WorkingType Working(WorkingType working) => working == WorkingType.MarkPrice ? Library.WorkingType.Mark : Library.WorkingType.Contract;

    public static WorkingType? Working(Library.WorkingType working) => working switch
    {
        Library.WorkingType.Mark => WorkingType.MarkPrice,
        Library.WorkingType.Contract => WorkingType.ContractPrice,
        _ => null,
    };

    /// <summary>Null for a length that the exchange does not have. A month has no fixed length.</summary>
    public static Library.KlineInterval? Interval(CandleInterval interval)
    {
        var seconds = interval.Milliseconds / 1_000;
        return seconds is > 1 and <= 604_800 && Enum.IsDefined((Library.KlineInterval)seconds) ? (Library.KlineInterval)seconds : null;
    }

    /// <summary>Without trailing zeros: the exchange counts decimals as they are written (-1111).</summary>
    public static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;
}
