namespace Ballast.Core.Volatility;

/// <summary>Settings of the Crypto-VIX. Source: requirements §5.</summary>
public sealed record VixOptions
{
    /// <summary>Scores from here on are NORMAL. 0–100, default 40.</summary>
    public double NormalFrom { get; init; } = 40;

    /// <summary>Scores from here on are ELEVATED. Default 70.</summary>
    public double ElevatedFrom { get; init; } = 70;

    /// <summary>Scores from here on are EXTREME. Default 95.</summary>
    public double ExtremeFrom { get; init; } = 95;

    /// <summary>A level is left downwards only when the score is this far below its threshold. Points, default 2 (ours).</summary>
    public double Hysteresis { get; init; } = 2;

    /// <summary>Size factor while ELEVATED. 0–1, default 0.7.</summary>
    public decimal ElevatedFactor { get; init; } = 0.7m;

    /// <summary>Size factor while EXTREME. 0–1, default 0.4.</summary>
    public decimal ExtremeFactor { get; init; } = 0.4m;

    /// <summary>The symbol whose candles are measured. Default BTCUSDT.</summary>
    public string Symbol { get; init; } = "BTCUSDT";

    /// <summary>One-hour candles needed. Default 100.</summary>
    public int Candles { get; init; } = 100;

    /// <summary>A reading is computed at most this often. Default 5 minutes.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>An older reading allows no new entries. Default 15 minutes.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromMinutes(15);
}
