namespace Ballast.Functions.Api;

/// <summary>One built-in strategy.</summary>
/// <param name="Rule">With every number that changes what it says.</param>
/// <param name="Trades">Its opinions become signals (setting Strategies__Run).</param>
/// <param name="Votes">The account's ensemble asks it (setting Ensemble__Models).</param>
/// <param name="Calibration">Absent: it was never measured.</param>
public sealed record StrategyView(
    string Name, string Rule, bool Trades, bool Votes, string Interval, IReadOnlyList<string> Symbols, IReadOnlyList<OpinionView> Opinions, CalibrationView? Calibration);

/// <summary>What it last said of a symbol.</summary>
/// <param name="Action">Buy, Sell or None; absent while there are too few candles.</param>
/// <param name="Confidence">As it counts.</param>
/// <param name="Raw">As the rule gave it.</param>
/// <param name="Calibration">Where the confidence comes from.</param>
/// <param name="At">The end of the candle.</param>
public sealed record OpinionView(string Symbol, string? Action, decimal Confidence, decimal Raw, string Calibration, string Why, DateTimeOffset At);

/// <summary>How right it was in the past.</summary>
/// <param name="InUse">False: too few samples, or of another rule; opinions then have their raw confidence.</param>
/// <param name="Map">From raw confidence to the share of winners.</param>
/// <param name="Bins">How the raw confidences did.</param>
/// <param name="Before">The raw confidences of the signals that could be scored; absent where there were too few before them.</param>
/// <param name="After">The same, each calibrated with only what had ended before.</param>
public sealed record CalibrationView(
    bool InUse, string Rule, int Samples, int NeededSamples, int Wins, IReadOnlyList<CalibrationPointView> Map, IReadOnlyList<ReliabilityBinView> Bins, ScoreView? Before, ScoreView? After, DateTimeOffset AsOf);

public sealed record CalibrationPointView(double Confidence, double Share, int Count);

/// <summary>Of the confidences from <paramref name="From"/> on, a tenth wide.</summary>
public sealed record ReliabilityBinView(double From, int Count, double Confidence, double Share);

/// <param name="Brier">Mean squared distance of confidence and outcome.</param>
/// <param name="CalibrationError">Mean distance of confidence and share of winners.</param>
public sealed record ScoreView(int Count, double Brier, double CalibrationError);
