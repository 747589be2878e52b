using System.Collections.Concurrent;
using Ballast.Application.Ports;
using Ballast.Core.Accounts;
using Ballast.Core.Decisions;

namespace Ballast.Application.Running;

/// <summary>Runs facts of accounts. Facts that wait for the same account in this process are decided in one batch and share one commit.</summary>
public sealed class AccountRunner(Runner runner, IStateStore store, AccountOutbox outbox, INotifier notifier, TradingOptions options, AccountMemory memory)
{
    private readonly ConcurrentDictionary<string, Gate> _gates = new(StringComparer.Ordinal);

    /// <exception cref="StoreUnavailableException">Not taken; nothing of it was written unless the exception says so.</exception>
    /// <exception cref="AccountNotReadyException">The account has not been reconciled yet; nothing was written.</exception>
    public async ValueTask<AccountResult> RunAsync(string account, AccountFact fact, CancellationToken cancel = default)
    {
        var gate = _gates.GetOrAdd(account, static _ => new Gate());
        var mine = new Pending(fact);
        gate.Waiting.Enqueue(mine);

        // Once in line a fact is decided, whoever asked for it: a caller that goes away must not leave it to be decided much later.
        await gate.Turn.WaitAsync(CancellationToken.None);
        try
        {
            while (mine.Result is null && mine.Failure is null)
            {
                await RunBatchAsync(account, gate);
            }
        }
        finally
        {
            gate.Turn.Release();
        }

        if (mine.Failure is { } failure)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }

        // Effects are performed outside the turn, each by the caller whose fact it was: the next batch need not wait for them.
        var aggregate = NewAggregate(account, [fact]);
        foreach (var effect in AccountAggregate.EffectsOf(mine.Result!))
        {
            await aggregate.PerformAsync(effect, cancel);
        }

        return mine.Result!;
    }

    /// <summary>The account as it is now. The risk record's ETag guards the whole partition: while it is the one we remember, nothing else is read.</summary>
    public async ValueTask<AccountState> ReadAsync(string account, CancellationToken cancel = default) =>
        memory.Take(account) is { } known && await store.ReadAsync(Tables.State, account, Tables.RiskRow, cancel) is { } row && row.ETag == known.ETag
            ? known.State
            : (await AccountAggregate.ReadAsync(store, account, cancel)).State;

    private async ValueTask RunBatchAsync(string account, Gate gate)
    {
        var batch = new List<Pending>();
        while (batch.Count < AccountAggregate.MaxBatch && gate.Waiting.TryDequeue(out var next))
        {
            batch.Add(next);
        }

        if (!await TryCommitAsync(account, batch, isLast: batch.Count == 1))
        {
            // One fact that cannot be decided must not fail its neighbours.
            foreach (var pending in batch)
            {
                await TryCommitAsync(account, [pending], isLast: true);
            }
        }
    }

    private async ValueTask<bool> TryCommitAsync(string account, List<Pending> batch, bool isLast)
    {
        try
        {
            var step = await runner.CommitAsync(NewAggregate(account, [.. batch.Select(p => p.Fact)]), batch[0].Fact, CancellationToken.None);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Result = step.Results[i];
            }
        }
        catch (Exception failure) when (isLast || failure is StoreUnavailableException)
        {
            batch.ForEach(p => p.Failure = failure);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return false;
        }

        return true;
    }

    private AccountAggregate NewAggregate(string account, IReadOnlyList<AccountFact> facts) => new(account, facts, store, outbox, notifier, options, memory);

    private sealed class Pending(AccountFact fact)
    {
        public AccountFact Fact => fact;

        public AccountResult? Result { get; set; }

        public Exception? Failure { get; set; }
    }

    private sealed class Gate
    {
        public ConcurrentQueue<Pending> Waiting { get; } = new();

        public SemaphoreSlim Turn { get; } = new(1, 1);
    }
}
