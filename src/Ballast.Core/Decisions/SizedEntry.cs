using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Sizing;

namespace Ballast.Core.Decisions;

/// <summary>Collects what engine, sizer and caps said of one entry, for <see cref="EntryDecider.Explain"/>.</summary>
internal sealed class SizedEntry
{
    public LeverageResult? Engine { get; set; }

    public SizeResult? Size { get; set; }

    public CapResult? Cap { get; set; }

    public SizeFigures ToFigures(EntryDecision decision) => new()
    {
        Refusal = decision.Refusals.Count > 0 ? decision.Refusals[0] : null,
        OtherRefusals = EquatableList.From(decision.Refusals.Skip(1)),
        Notional = Cap?.Notional,
        OrderNotional = decision.Entry?.Notional,
        Margin = decision.Entry?.Margin,
        Leverage = Cap?.Leverage,
        RawLeverage = Engine?.Raw,
        Quantity = decision.Entry?.Quantity,
        RiskBudget = Size?.RiskBudget is { } budget && budget > Money.Zero ? budget : null,
        LossAtStop = decision.Entry?.LossAtStop,
        Ratio = Size?.Ratio,
        LiftedToMinimum = Size is { LiftedToMinimum: true } || (decision.Entry is { } entry && Cap is { } cap && entry.Notional > cap.Notional),
        Notices = decision.Notices,
        Trace = decision.Trace,
    };
}
