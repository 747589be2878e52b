using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Performance;

namespace Ballast.Research.Reports;

/// <summary>What is to be known of a backtest, whichever engine made it. Amounts in the quote asset.</summary>
public sealed record BacktestReport
{
    public required string Title { get; init; }

    /// <summary>Data and period in one sentence.</summary>
    public required string Subtitle { get; init; }

    /// <summary>Each setting that made the result, as a person would write it.</summary>
    public required IReadOnlyList<ReportSetting> Settings { get; init; }

    public required IReadOnlyList<ReportMarket> Markets { get; init; }

    /// <summary>In the order in which they ended.</summary>
    public required IReadOnlyList<Trade> Trades { get; init; }

    /// <summary>Equity at the closes of bars.</summary>
    public required ThinCurve Equity { get; init; }

    /// <summary>Equity at the end of each UTC day.</summary>
    public required IReadOnlyList<DayEquity> Days { get; init; }

    /// <summary>The share of bars with an open position, 0–1.</summary>
    public required double Exposure { get; init; }

    /// <summary>What the engine assumed, and what the data lack.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>One setting.</summary>
public sealed record ReportSetting(string Name, string Value);

/// <summary>A market's closes.</summary>
public sealed record ReportMarket(Symbol Symbol, ThinCurve Closes);
