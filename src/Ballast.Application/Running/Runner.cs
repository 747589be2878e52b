using Ballast.Application.Ports;
using Ballast.Application.Recording;

namespace Ballast.Application.Running;

/// <summary>
/// Performs every decider: load → decide → commit → perform; each answer is a fact, again. A conflict loads and decides again.
/// A crash anywhere leaves a committed state from which the next run goes on.
/// </summary>
/// <param name="session">Where commits are recorded; null: nowhere.</param>
public sealed class Runner(TimeProvider time, SessionRecorder? session = null)
{
    /// <summary>A decision that conflicts this often is given up; nothing of it was written.</summary>
    public const int MaxAttempts = 20;

    // With something waiting that makes a position safer, the store gets this long (design: danger first).
    private static readonly TimeSpan StoreDeadline = TimeSpan.FromSeconds(2);

    /// <summary>Runs a fact and all that follows from it. Returns the first fact's step.</summary>
    /// <exception cref="StoreUnavailableException">The store did not take it; effects that only reduce were performed all the same.</exception>
    public async ValueTask<TStep> RunAsync<TState, TFact, TStep, TEffect>(IAggregate<TState, TFact, TStep, TEffect> aggregate, TFact fact, CancellationToken cancel)
    {
        var facts = new Queue<TFact>();
        facts.Enqueue(fact);
        TStep? first = default;
        while (facts.TryDequeue(out var next))
        {
            var step = await CommitAsync(aggregate, next, cancel);
            first ??= step;
            foreach (var effect in aggregate.EffectsOf(step))
            {
                foreach (var answer in await aggregate.PerformAsync(effect, cancel))
                {
                    facts.Enqueue(answer);
                }
            }
        }

        return first!;
    }

    /// <summary>Loads, decides and commits one fact; its effects are still to be performed.</summary>
    /// <exception cref="StoreUnavailableException">As <see cref="RunAsync"/>.</exception>
    public async ValueTask<TStep> CommitAsync<TState, TFact, TStep, TEffect>(IAggregate<TState, TFact, TStep, TEffect> aggregate, TFact fact, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var state = await aggregate.LoadAsync(cancel);
            var now = time.GetUtcNow();
            var step = aggregate.Decide(state, fact, now);
            var urgent = aggregate.EffectsOf(step).Where(aggregate.GoesFirst).ToList();
            try
            {
                var commit = aggregate.CommitAsync(state, step, cancel).AsTask();
                if (await (urgent.Count > 0 ? commit.WaitAsync(StoreDeadline, time, cancel) : commit))
                {
                    session?.Add(aggregate.RecordOf(state, step, now));
                    return step;
                }
            }
            catch (Exception failed) when (failed is StoreUnavailableException or TimeoutException)
            {
                // Danger first: what only reduces must not wait for the store. Its ids are derived, so doing it again is harmless.
                foreach (var effect in urgent)
                {
                    await aggregate.PerformAsync(effect, cancel);
                }

                throw failed as StoreUnavailableException ?? new StoreUnavailableException("The store did not answer within 2 s.", failed) { MayBeWritten = true };
            }
        }

        throw new StoreUnavailableException($"The state was changed by others {MaxAttempts} times in a row; nothing was written.");
    }
}
