using Ballast.Core.Market;

namespace Ballast.Functions.Api;

/// <summary>One closed candle. Prices in USDT, volume in the base asset.</summary>
public sealed record CandleView(DateTimeOffset OpenTime, double Open, double High, double Low, double Close, double Volume)
{
    public static CandleView Of(Candle candle) =>
        new(DateTimeOffset.FromUnixTimeMilliseconds(candle.OpenTimeMs), candle.Open, candle.High, candle.Low, candle.Close, candle.Volume);
}

/// <summary>Equity when a UTC day ended, USDT. <paramref name="Transfers"/>: in less out since the books began.</summary>
public sealed record EquityDayView(DateOnly Day, Money Equity, Money Transfers);
