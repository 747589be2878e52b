using Ballast.Application.Reading;
using Ballast.Core.Decisions;
using Ballast.Core.Traces;

namespace Ballast.Cli.Output;

/// <summary>The JSON of <c>size</c> and <c>leverage</c>. Amounts in USDT, unrounded; what does not apply is null.</summary>
public sealed record FiguresView
{
    /// <summary>accepted or refused.</summary>
    public required string Status { get; init; }

    public required Reason? Reason { get; init; }

    public required IReadOnlyList<Reason> OtherReasons { get; init; }

    public required string Symbol { get; init; }

    /// <summary>Before rounding to the exchange's step.</summary>
    public required decimal? Notional { get; init; }

    public required decimal? OrderNotional { get; init; }

    public required decimal? Margin { get; init; }

    public required int? Leverage { get; init; }

    /// <summary>Before rounding and bounds.</summary>
    public required decimal? RawLeverage { get; init; }

    public required decimal? Quantity { get; init; }

    /// <summary>The budget that the stop may cost.</summary>
    public required decimal? RiskUsd { get; init; }

    public required decimal? LossAtStop { get; init; }

    public required decimal? Ratio { get; init; }

    public required bool LiftedToMinimum { get; init; }

    public required IReadOnlyList<Reason> Notices { get; init; }

    public required IReadOnlyList<TraceView> Trace { get; init; }

    public static FiguresView From(string symbol, SizeFigures figures) => new()
    {
        Status = figures.Refusal is null ? "accepted" : "refused",
        Reason = figures.Refusal,
        OtherReasons = figures.OtherRefusals,
        Symbol = symbol,
        Notional = figures.Notional?.Value,
        OrderNotional = figures.OrderNotional?.Value,
        Margin = figures.Margin?.Value,
        Leverage = figures.Leverage?.Value,
        RawLeverage = figures.RawLeverage,
        Quantity = figures.Quantity?.Value,
        RiskUsd = figures.RiskBudget?.Value,
        LossAtStop = figures.LossAtStop?.Value,
        Ratio = figures.Ratio,
        LiftedToMinimum = figures.LiftedToMinimum,
        Notices = figures.Notices,
        Trace = TraceView.From(figures.Trace),
    };
}
