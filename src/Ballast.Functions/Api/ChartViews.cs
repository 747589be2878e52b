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

/// <summary>The balance after a trade was closed, USDT.</summary>
public sealed record BalanceView(DateTimeOffset At, Money Balance);

/// <summary>How the regime of a symbol changed, the oldest first.</summary>
public sealed record RegimesView(string Symbol, IReadOnlyList<RegimeChangeView> Changes);

/// <summary>What held from <paramref name="At"/> until the next change. Where it was not known all else is absent.</summary>
/// <param name="Direction">UP or DOWN while TRENDING, else FLAT.</param>
public sealed record RegimeChangeView(DateTimeOffset At, string? Regime, string? Direction, string? Volatility, string? Profile);
