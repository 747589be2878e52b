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

    public const string Market = "market";

    public const string Vix = "vix";

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

    /// <summary>Newest first in row order.</summary>
    public static string Reversed(DateTimeOffset at, string id) =>
        $"{(DateTime.MaxValue.Ticks - at.UtcTicks).ToString("D19", System.Globalization.CultureInfo.InvariantCulture)}_{id}";
}
