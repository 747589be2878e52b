using Ballast.Core.Market;
using Ballast.Core.Traces;

namespace Ballast.Core.Microstructure;

/// <summary>What a risk level is judged by.</summary>
public enum RiskMeasure
{
    /// <summary>Whether the book was read at all.</summary>
    Reading,
    Vpin,
    Spread,

    /// <summary>The order's notional as a share of the depth that it takes.</summary>
    OrderShare,
}

/// <summary>One measure's own level.</summary>
/// <param name="Value">A fraction; null where it is not known.</param>
public readonly record struct JudgedMeasure(RiskMeasure Measure, decimal? Value, RiskLevel Level);

/// <summary>A risk level and what it rests on.</summary>
/// <param name="Level">The worst of the measures.</param>
/// <param name="Measures">All that were judged.</param>
public sealed record RiskVerdict(RiskLevel Level, EquatableList<JudgedMeasure> Measures)
{
    /// <summary>The measures at the worst level; none when all is SAFE.</summary>
    public EquatableList<JudgedMeasure> DecidedBy => Level == RiskLevel.Safe ? [] : EquatableList.From(Measures.Where(m => m.Level == Level));

    /// <summary>The measures that decided, in words; empty when all is SAFE.</summary>
    public string Why => WhyOf(DecidedBy);

    /// <summary>RISK_CRITICAL or RISK_WARNING with the measures that decided; null when SAFE.</summary>
    public Reason? Reason => Level == RiskLevel.Safe ? null : new Reason($"RISK_{Level.Word()}", $"The order flow is {Level.Word()}: {Why}.");

    /// <summary>The measures in words such as "VPIN 0.71, spread 12.00 bp".</summary>
    internal static string WhyOf(EquatableList<JudgedMeasure> measures) => string.Join(", ", measures.Select(TextOf));

    private static string TextOf(JudgedMeasure judged) => (judged.Measure, judged.Value) switch
    {
        (RiskMeasure.Reading, _) => "there is no reading of the book",
        (RiskMeasure.Vpin, { } vpin) => FormattableString.Invariant($"VPIN {vpin:0.00}"),
        (RiskMeasure.Vpin, null) => "VPIN is not measured",
        (RiskMeasure.Spread, var spread) => FormattableString.Invariant($"spread {spread * 10_000:0.00} bp"),
        (RiskMeasure.OrderShare, { } share) => FormattableString.Invariant($"order {share * 100:0.0} % of the depth"),
        (RiskMeasure.OrderShare, null) => "the depth that the order takes is not known",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
