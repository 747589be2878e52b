using Ballast.Core.Sizing;

namespace Ballast.Core.Growth;

/// <summary>
/// The distribution that compared signals are drawn from. No document gives one: these are assumptions (ours), shown with every result.
/// </summary>
public sealed record SignalModel
{
    /// <summary>The share of signals on core coins; the rest are alt. Default 0.5.</summary>
    public double CoreShare { get; init; } = 0.5;

    /// <summary>Confidences are uniform from here …, default 0.50.</summary>
    public double MinConfidence { get; init; } = 0.50;

    /// <summary>… to here, default 1.00.</summary>
    public double MaxConfidence { get; init; } = 1.00;

    /// <summary>Strengths are uniform from 1 to this. Default 5.</summary>
    public int MaxStrength { get; init; } = 5;

    /// <summary>Volatility (ATR / price) is uniform from here …, default 0.01.</summary>
    public double MinVolatility { get; init; } = 0.01;

    /// <summary>… to here, default 0.06, so that all three of §1.1's steps occur.</summary>
    public double MaxVolatility { get; init; } = 0.06;

    /// <summary>
    /// What confidence is worth: the win rate rises by this times (confidence − average confidence). Default 0: confidence says nothing
    /// about the result, the careful assumption.
    /// </summary>
    public double ConfidenceEdge { get; init; }

    /// <summary>Decimals that drawn values are rounded to. Default 4.</summary>
    public int Decimals { get; init; } = 4;

    private double AverageConfidence => (MinConfidence + MaxConfidence) / 2;

    private double AverageVolatility => (MinVolatility + MaxVolatility) / 2;

    /// <summary>
    /// The next signal. The plan's win and loss are balance fractions at the start tier's full exposure, which gives the price moves at
    /// average volatility; a move grows with the signal's volatility.
    /// </summary>
    public GrowthSignal Draw(GrowthPlan plan, decimal startExposure, ref PathRandom random)
    {
        var coin = random.NextUnit() < CoreShare ? CoinClass.Core : CoinClass.Alt;
        var confidence = MinConfidence + (random.NextUnit() * (MaxConfidence - MinConfidence));
        var strength = 1 + random.NextBelow(MaxStrength);
        var volatility = MinVolatility + (random.NextUnit() * (MaxVolatility - MinVolatility));
        var winRate = (double)plan.WinRate + (ConfidenceEdge * (confidence - AverageConfidence));
        var move = random.NextUnit() < winRate ? plan.Win : -plan.Loss;
        return new GrowthSignal(
            coin,
            Rounded(confidence),
            strength,
            Rounded(volatility),
            move / startExposure * Rounded(volatility / AverageVolatility));
    }

    private decimal Rounded(double value) => Math.Round((decimal)value, Decimals);
}

/// <summary>One signal with what came of it.</summary>
/// <param name="Coin">Core or alt.</param>
/// <param name="Confidence">0–1.</param>
/// <param name="Strength">1–5.</param>
/// <param name="Volatility">ATR / price.</param>
/// <param name="Move">The price's move in the position's direction, a fraction of the price: above zero won, below lost.</param>
public readonly record struct GrowthSignal(CoinClass Coin, decimal Confidence, int Strength, decimal Volatility, decimal Move);
