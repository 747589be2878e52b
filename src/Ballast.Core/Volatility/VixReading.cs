namespace Ballast.Core.Volatility;

/// <summary>One dated reading of the Crypto-VIX.</summary>
/// <param name="Score">0 to 100: annualised standard deviation of hourly log returns, in percent, capped.</param>
/// <param name="Percentile">Share of the stored earlier scores at or below this one, 0–100; 100 on the first reading.</param>
/// <param name="Candles">How many candles were used.</param>
/// <param name="SyntheticCandles">How many of them were made up to warm up a replay.</param>
public sealed record VixReading(double Score, VixLevel Level, double Percentile, int Candles, int SyntheticCandles, DateTimeOffset AsOf, DateTimeOffset ValidUntil);
