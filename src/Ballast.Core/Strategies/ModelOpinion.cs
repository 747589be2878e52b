namespace Ballast.Core.Strategies;

/// <summary>What a model would do. The default does nothing.</summary>
public enum ModelAction
{
    None,
    Buy,
    Sell,
}

/// <summary>What a model was made from.</summary>
public enum ModelKind
{
    Rules,
    Learned,
}

/// <summary>What a model thinks.</summary>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Why">One sentence for the trace.</param>
public readonly record struct Opinion(ModelAction Action, decimal Confidence, string Why);

/// <summary>One member of an ensemble.</summary>
/// <param name="Opinion">Null: the model is missing, because it was not loaded or gave no answer.</param>
public sealed record ModelOpinion(string Model, ModelKind Kind, Opinion? Opinion)
{
    /// <summary>False for a missing model and for one whose confidence cannot be.</summary>
    public bool IsUsable => Opinion is { Confidence: >= 0 and <= 1, Action: ModelAction.None or ModelAction.Buy or ModelAction.Sell };
}
