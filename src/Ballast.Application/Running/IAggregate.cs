using Ballast.Application.Recording;

namespace Ballast.Application.Running;

/// <summary>What the runner needs to know of a thing it runs: how to load, decide, commit and perform.</summary>
/// <typeparam name="TState">The state with the version it was loaded at.</typeparam>
/// <typeparam name="TStep">A decider's result.</typeparam>
public interface IAggregate<TState, TFact, TStep, TEffect>
{
    ValueTask<TState> LoadAsync(CancellationToken cancel);

    /// <summary>Pure: the same state, fact and time give the same step.</summary>
    TStep Decide(TState state, TFact fact, DateTimeOffset now);

    /// <summary>Writes the step with its pending effects in one conditional write. False on a conflict: load and decide again.</summary>
    ValueTask<bool> CommitAsync(TState state, TStep step, CancellationToken cancel);

    /// <summary>What a recorded session keeps of a commit just made.</summary>
    SessionCommit RecordOf(TState state, TStep step, DateTimeOffset now);

    IReadOnlyList<TEffect> EffectsOf(TStep step);

    /// <summary>True for an effect that can only make a position smaller: it goes first when the store does not answer.</summary>
    bool GoesFirst(TEffect effect);

    /// <summary>Performs one effect; each answer is a fact.</summary>
    ValueTask<IReadOnlyList<TFact>> PerformAsync(TEffect effect, CancellationToken cancel);
}
