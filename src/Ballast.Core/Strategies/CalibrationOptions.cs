namespace Ballast.Core.Strategies;

/// <summary>Settings of the calibration of confidences on history. All numbers are ours but the fee.</summary>
public sealed record CalibrationOptions
{
    /// <summary>Closed candles of each symbol that are read. 200–1500, default 1400.</summary>
    public int Candles { get; init; } = 1400;

    /// <summary>With fewer past signals than this the raw confidence is used. 10–10000, default 60.</summary>
    public int MinSamples { get; init; } = 60;

    /// <summary>The map has at most so many steps. 2–50, default 8.</summary>
    public int Steps { get; init; } = 8;

    /// <summary>Past signals in each step at least. 5–1000, default 15.</summary>
    public int MinPerStep { get; init; } = 15;

    /// <summary>A step's share of winners is drawn towards that of all, as by so many more signals. 0–1000, default 10.</summary>
    public double PriorWeight { get; init; } = 10;

    /// <summary>Candles after which a past signal is closed at the latest. 1–500, default 48.</summary>
    public int Horizon { get; init; } = 48;

    /// <summary>Of the notional on each side. A fraction, 0–0.01, default 0.0004. Source: requirements §1.2.</summary>
    public double FeeRate { get; init; } = 0.0004;

    /// <summary>Parts of history that are each scored with a map of what had ended before them. 2–20, default 5.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>How often it is made anew. Default 24 h.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromHours(24);
}
