using Ballast.Core.Performance;
using Ballast.Core.Risk;
using Ballast.Research.Full;

namespace Ballast.Cli.Output;

/// <summary>What a backtest by the app's deciders says. Amounts in USDT; ratios are null where they mean nothing.</summary>
internal sealed record FullView
{
    public string Mode { get; } = "full";

    public required IReadOnlyList<string> Symbols { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required long Bars { get; init; }

    /// <summary>Of each file, by its symbol.</summary>
    public required IReadOnlyDictionary<string, GapsView> Gaps { get; init; }

    /// <summary>True where it was interrupted: the figures are of what was done by then.</summary>
    public required bool Stopped { get; init; }

    public required int Trades { get; init; }

    /// <summary>After fees and funding.</summary>
    public required decimal NetPnl { get; init; }

    public required decimal Fees { get; init; }

    /// <summary>Negative when paid.</summary>
    public required decimal Funding { get; init; }

    public required decimal? WinRate { get; init; }

    public required decimal? ProfitFactor { get; init; }

    public required decimal? Payoff { get; init; }

    public required decimal? Expectancy { get; init; }

    public required decimal? ExpectancyR { get; init; }

    public required double? Sharpe { get; init; }

    public required double? Sortino { get; init; }

    public required double? Calmar { get; init; }

    /// <summary>A fraction of the peak, at the readings of the account.</summary>
    public required double MaxDrawdown { get; init; }

    /// <summary>Share of the time in which something was open.</summary>
    public required double Exposure { get; init; }

    /// <summary>Share of the time under a peak.</summary>
    public required double UnderWater { get; init; }

    public required double LongestUnderWaterDays { get; init; }

    public required int Liquidations { get; init; }

    public required int Decisions { get; init; }

    /// <summary>Reason and how often.</summary>
    public required IReadOnlyDictionary<string, int> Refusals { get; init; }

    public required IReadOnlyList<GroupView> BySymbol { get; init; }

    public required IReadOnlyList<GroupView> ByRegime { get; init; }

    public required IReadOnlyList<GroupView> ByStrategy { get; init; }

    public required Halt? Halt { get; init; }

    public required IReadOnlyList<string> Assumptions { get; init; }

    public required ProbeResult? Probe { get; init; }

    public required double EngineMs { get; init; }

    public required double LoadMs { get; init; }

    public required double PeakMiB { get; init; }

    public static FullView Of(FullResult result, IReadOnlyList<FullMarket> markets, ProbeResult? probe, bool isStopped, double loadMs, double engineMs)
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        var report = result.Report();
        return new FullView
        {
            Symbols = [.. markets.Select(m => m.Symbol.Name)],
            From = result.From,
            To = result.To,
            Bars = result.Bars,
            Gaps = GapsView.BySymbol(markets),
            Stopped = isStopped,
            Trades = result.Trades.Count,
            NetPnl = result.NetPnl.Value,
            Fees = result.Fees.Value,
            Funding = result.Funding.Value,
            WinRate = report.All.WinRate,
            ProfitFactor = report.All.ProfitFactor,
            Payoff = report.All.Payoff,
            Expectancy = report.All.Expectancy?.Value,
            ExpectancyR = report.All.ExpectancyR,
            Sharpe = report.Equity.Sharpe,
            Sortino = report.Equity.Sortino,
            Calmar = report.Equity.Calmar,
            MaxDrawdown = result.MaxDrawdown,
            Exposure = result.Exposure,
            UnderWater = result.UnderWater,
            LongestUnderWaterDays = result.LongestUnderWater.TotalDays,
            Liquidations = result.Liquidations,
            Decisions = result.Decisions.Count,
            Refusals = result.Refusals.ToDictionary(r => r.Code, r => r.Count),
            BySymbol = [.. report.BySymbol.Select(GroupView.Of)],
            ByRegime = [.. report.ByRegime.Select(GroupView.Of)],
            ByStrategy = [.. report.ByStrategy.Select(GroupView.Of)],
            Halt = result.Halt,
            Assumptions = result.Assumptions,
            Probe = probe,
            EngineMs = engineMs,
            LoadMs = loadMs,
            PeakMiB = process.PeakWorkingSet64 / 1048576.0,
        };
    }
}

/// <summary>The figures of one group of trades.</summary>
internal sealed record GroupView(string Name, int Trades, decimal NetPnl, decimal? WinRate, decimal? ProfitFactor)
{
    public static GroupView Of(GroupFigures group) => new(group.Name, group.Figures.Trades, group.Figures.NetPnl.Value, group.Figures.WinRate, group.Figures.ProfitFactor);
}
