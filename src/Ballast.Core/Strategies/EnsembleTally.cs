namespace Ballast.Core.Strategies;

/// <summary>Counts the opinions of an ensemble one by one, without allocation. The default has counted nobody.</summary>
public struct EnsembleTally
{
    private EnsembleVotes _rules;
    private EnsembleVotes _learned;

    /// <param name="opinion">Null: the model is missing.</param>
    public void Add(ModelKind kind, Opinion? opinion)
    {
        if (kind == ModelKind.Learned)
        {
            _learned = _learned.With(opinion);
        }
        else
        {
            _rules = _rules.With(opinion);
        }
    }

    /// <summary>The votes that the mode asks for; the rules' alone where a model that it asks is missing, or where it has no learned one at all.</summary>
    public readonly EnsembleResult Count(EnsembleMode mode) => mode switch
    {
        EnsembleMode.RulesOnly => new(mode, false, _rules),
        EnsembleMode.Learned when _learned is { Count: > 0, Missing: 0 } => new(mode, false, _learned),
        EnsembleMode.Hybrid when _learned is { Count: > 0, Missing: 0 } && _rules.Missing == 0 => new(mode, false, _learned.And(_rules)),
        EnsembleMode.Learned or EnsembleMode.Hybrid => new(EnsembleMode.RulesOnly, true, _rules),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>What an ensemble comes to.</summary>
/// <param name="Mode">The mode that was used.</param>
/// <param name="IsFallback">It fell back to rules only.</param>
public readonly record struct EnsembleResult(EnsembleMode Mode, bool IsFallback, EnsembleVotes Votes);

/// <summary>Votes weighted by confidence.</summary>
/// <param name="Count">Models that voted.</param>
/// <param name="Missing">Models that did not.</param>
public readonly record struct EnsembleVotes(decimal Buy, decimal Sell, decimal None, int Count, int Missing)
{
    /// <summary>None for a tie at the top, and without a voter.</summary>
    public ModelAction Action => Buy > Sell && Buy > None ? ModelAction.Buy : Sell > Buy && Sell > None ? ModelAction.Sell : ModelAction.None;

    /// <summary>What the winning models are confident of, averaged over all that voted; 0 without a trade.</summary>
    public decimal Confidence => Action switch
    {
        ModelAction.Buy => Buy / Count,
        ModelAction.Sell => Sell / Count,
        ModelAction.None => 0,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>One sentence with the weights.</summary>
    public string Why => FormattableString.Invariant($"{Count} models: buy {Buy:0.00}, sell {Sell:0.00}, none {None:0.00}{(Action == ModelAction.None && None <= Math.Max(Buy, Sell) ? ", a tie" : "")}.");

    public EnsembleVotes With(Opinion? opinion) => opinion switch
    {
        null => this with { Missing = Missing + 1 },
        { Action: ModelAction.Buy } buy => this with { Buy = Buy + buy.Confidence, Count = Count + 1 },
        { Action: ModelAction.Sell } sell => this with { Sell = Sell + sell.Confidence, Count = Count + 1 },
        { } nothing => this with { None = None + nothing.Confidence, Count = Count + 1 },
    };

    public EnsembleVotes And(EnsembleVotes other) =>
        new(Buy + other.Buy, Sell + other.Sell, None + other.None, Count + other.Count, Missing + other.Missing);
}
