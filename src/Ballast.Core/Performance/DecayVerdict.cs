using Ballast.Core.Market;
using Ballast.Core.Traces;

namespace Ballast.Core.Performance;

/// <summary>One measure's recent window against its own past.</summary>
/// <param name="Name">WIN_RATE, EXPECTANCY or SHARPE.</param>
/// <param name="Past">A fraction, an expectancy, or a Sharpe × √365; null where there is too little to say.</param>
/// <param name="Probability">Of a fall at least this large if nothing had changed, 0–1; null where there is too little to say.</param>
public sealed record DecayMeasure(string Name, int PastSamples, int RecentSamples, double? Past, double? Recent, double? Probability);

/// <summary>Whether a strategy has become worse than it was.</summary>
/// <param name="Reasons">DECAY_WIN_RATE, DECAY_EXPECTANCY, DECAY_SHARPE: the measures that fell more than chance explains.</param>
public sealed record DecayVerdict(EquatableList<DecayMeasure> Measures, EquatableList<Reason> Reasons)
{
    public bool IsDecayed => Reasons.Count > 0;

    /// <summary>False where no measure had enough samples: "not decayed" then says nothing.</summary>
    public bool IsJudged => Measures.Any(m => m.Probability is not null);
}
