using System.Diagnostics;
using System.Text.Json.Serialization;
using Ballast.Research.Backtesting;
using Ballast.Research.Data;

namespace Ballast.Cli.Output;

/// <summary>What a backtest says. Amounts in the quote asset; ratios are null where they mean nothing.</summary>
internal record BacktestView
{
    public required int Bars { get; init; }

    public required int Trades { get; init; }

    /// <summary>After fees.</summary>
    public required double NetPnl { get; init; }

    public required double Fees { get; init; }

    public required double? WinRate { get; init; }

    public required double? Sharpe { get; init; }

    public required double? Calmar { get; init; }

    /// <summary>A fraction of the peak.</summary>
    public required double MaxDrawdown { get; init; }

    public required GapsView Gaps { get; init; }

    /// <summary>What became of the binary cache: none, read, made, not-writable.</summary>
    public required string Cache { get; init; }

    /// <summary>Without reading the data.</summary>
    public required double EngineMs { get; init; }

    public required double LoadMs { get; init; }

    /// <summary>The most memory that the process has held.</summary>
    public required double PeakMiB { get; init; }

    /// <summary>True where it was interrupted: the figures are of what was done by then.</summary>
    [JsonPropertyOrder(1)]
    public required bool Stopped { get; init; }

    public static BacktestView Of(BareResult result, LoadedBars loaded, double loadMs, double engineMs, bool isStopped)
    {
        using var process = Process.GetCurrentProcess();
        return new BacktestView
        {
            Bars = result.Bars,
            Trades = result.Trades,
            NetPnl = result.NetPnl,
            Fees = result.Fees,
            WinRate = result.WinRate,
            Sharpe = result.Sharpe,
            Calmar = result.Calmar,
            MaxDrawdown = result.MaxDrawdown,
            Gaps = GapsView.Of(loaded.Bars.Gaps),
            Cache = loaded.Cache switch
            {
                CacheUse.Read => "read",
                CacheUse.Made => "made",
                CacheUse.NotWritable => "not-writable",
                _ => "none",
            },
            EngineMs = engineMs,
            LoadMs = loadMs,
            PeakMiB = process.PeakWorkingSet64 / 1048576.0,
            Stopped = isStopped,
        };
    }
}
