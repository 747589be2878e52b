using Ballast.Core.Market;

namespace Ballast.Application.Running;

/// <summary>Names of tables, partitions and rows.</summary>
public static class Tables
{
    /// <summary>The truth: one partition per account and one per account and symbol.</summary>
    public const string State = "State";

    /// <summary>Projections, for reading.</summary>
    public const string Decisions = "Decisions";

    public const string Orders = "Orders";

    public const string Trades = "Trades";

    public const string Caches = "Caches";

    /// <summary>The paper competition: one partition per account, see <see cref="Competing.CompetitionStore"/>.</summary>
    public const string Competition = "Competition";

    public const string Market = "market";

    public const string Vix = "vix";

    /// <summary>How regimes changed: a row per symbol.</summary>
    public const string Regimes = "regimes";

    /// <summary>The hidden Markov model of each symbol.</summary>
    public const string Model = "model";

    public const string Correlation = "correlation";

    /// <summary>What people and feeds say: rows news, sentiment and seen.</summary>
    public const string News = "news";

    /// <summary>What the performance monitor found: rows report and decay.</summary>
    public const string Performance = "performance";

    /// <summary>What the built-in strategies last said: a row per symbol.</summary>
    public const string Opinions = "opinions";

    /// <summary>How right they were in the past: a row per strategy.</summary>
    public const string Calibration = "calibration";

    /// <summary>What every look of the competition reads: the modes' heads and the signals in line.</summary>
    public const string CompetitionNow = "now-";

    public const string PendingPrefix = "now-signal-";

    public const string RiskRow = "risk";

    public const string PositionRow = "position";

    public const string SymbolPrefix = "symbol-";

    public const string AlertPrefix = "alert-";

    public const string OutgoingPrefix = "fx-";

    public static string AlertRow(string decisionId) => AlertPrefix + decisionId;

    public static string SymbolRow(Symbol symbol) => SymbolPrefix + symbol.Name;

    public static string PositionPartition(string account, Symbol symbol) => $"{account}|{symbol.Name}";

    /// <summary>account|symbol|yyyyMM: a month is dropped as a whole.</summary>
    public static string TradePartition(string account, Symbol symbol, DateTimeOffset at) => $"{account}|{symbol.Name}|{at.UtcDateTime:yyyyMM}";

    /// <summary>In Caches; a row per UTC day, named yyyyMMdd.</summary>
    public static string EquityPartition(string account) => $"equity-{account}";

    public static string EquityRow(DateOnly day) => day.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The head of a competition mode.</summary>
    public static string CompetitorRow(string mode) => $"{CompetitionNow}mode-{mode}";

    /// <summary>A signal in line, the oldest first in row order.</summary>
    public static string PendingRow(DateTimeOffset at, string id) => $"{PendingPrefix}{at.UtcTicks.ToString("D19", System.Globalization.CultureInfo.InvariantCulture)}_{id}";

    /// <summary>All else of a mode's account. A mode's name has no |.</summary>
    public static string DeskPrefix(string mode) => $"desk|{mode}|";

    public static string CompetitionTrades(string mode) => $"trade|{mode}|";

    public static string CompetitionDecisions(string mode) => $"decision|{mode}|";

    /// <summary>Newest first in row order.</summary>
    public static string Reversed(DateTimeOffset at, string id) =>
        $"{(DateTime.MaxValue.Ticks - at.UtcTicks).ToString("D19", System.Globalization.CultureInfo.InvariantCulture)}_{id}";
}
