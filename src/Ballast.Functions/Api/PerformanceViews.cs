using Ballast.Core.Performance;
using Ballast.Core.Traces;

namespace Ballast.Functions.Api;

/// <summary>How trades and daily equity went, and what has become worse.</summary>
/// <param name="Trades">Counted: the newest.</param>
/// <param name="Account">The account's daily equity.</param>
public sealed record PerformanceView(
    DateTimeOffset AsOf,
    int Trades,
    TradeFigures All,
    EquityFigures Equity,
    IReadOnlyList<GroupView> BySymbol,
    IReadOnlyList<GroupView> ByMode,
    IReadOnlyList<GroupView> ByRegime,
    IReadOnlyList<GroupView> ByStrategy,
    DecayView Account);

/// <summary>The figures of one group of trades.</summary>
/// <param name="Decay">Of a strategy, its newest trades against its own past; null in other groups.</param>
public sealed record GroupView(string Name, TradeFigures Figures, DecayView? Decay);

/// <summary>The newest against the past.</summary>
/// <param name="Status">decayed, steady, or too-little-data.</param>
/// <param name="Reasons">What fell more than chance explains; null when nothing did.</param>
public sealed record DecayView(string Status, IReadOnlyList<Reason>? Reasons, IReadOnlyList<DecayMeasure> Measures);
