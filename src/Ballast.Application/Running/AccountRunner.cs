using System.Collections.Concurrent;
using Ballast.Application.Ports;
using Ballast.Core.Accounts;
using Ballast.Core.Decisions;
using Ballast.Core.Positions;

namespace Ballast.Application.Running;

/// <summary>Runs facts of accounts. Facts that wait for the same account in this process are decided in one batch and share one commit.</summary>
public sealed class AccountRunner(Runner runner, IStateStore store, AccountOutbox outbox, INotifier notifier, TradingOptions options, AccountMemory memory, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Gate> _gates = new(StringComparer.Ordinal);

    /// <exception cref="StoreUnavailableException">Not taken; nothing of it was written unless the exception says so.</exception>
    /// <exception cref="AccountNotReadyException">The account has not been reconciled yet; nothing was written.</exception>
    public async ValueTask<AccountResult> RunAsync(string account, AccountFact fact, CancellationToken cancel = default)
    {
        var mine = new Pending(fact);
        await DecideAsync(account, mine);
        await PerformAsync(account, mine, cancel);
        return mine.Result!;
    }

    /// <summary>
    /// The same for somebody who waits for an answer: a fact whose commit has not begun by <paramref name="commitBy"/> is taken back; what a
    /// committed one entails is waited for until <paramref name="answerBy"/>, and goes on without the caller.
    /// </summary>
    /// <exception cref="StoreUnavailableException">Not taken; nothing of it was written unless the exception says so.</exception>
    /// <exception cref="AccountNotReadyException">The account has not been reconciled yet; nothing was written.</exception>
    public async ValueTask<AccountResult> RunAsync(string account, AccountFact fact, DateTimeOffset commitBy, DateTimeOffset answerBy)
    {
        var mine = new Pending(fact);
        var decided = DecideAsync(account, mine).AsTask();
        try
        {
            await decided.WaitAsync(Until(commitBy), time);
        }
        catch (TimeoutException slow) when (mine.TryWithdraw())
        {
            throw new StoreUnavailableException("The store did not answer in time; nothing was written.", slow);
        }
        catch (TimeoutException)
        {
            // The commit is under way: what becomes of it must be known.
            await decided;
        }

        var performed = PerformAsync(account, mine, CancellationToken.None).AsTask();
        try
        {
            await performed.WaitAsync(Until(answerBy), time);
        }
        catch (TimeoutException)
        {
            // It is committed. The sending goes on; where it fails, the sweep of the outbox repeats it.
            _ = TellAsync(performed, account);
        }

        return mine.Result!;
    }

    private TimeSpan Until(DateTimeOffset end) => end - time.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    private async Task TellAsync(Task performed, string account)
    {
        try
        {
            await performed;
        }
        catch (Exception failed)
        {
            await notifier.NotifyAsync(new Notice(NoticeLevel.Warning, "OUTBOX_DELAYED", $"What account {account} committed is not sent yet: {failed.Message}"), CancellationToken.None);
        }
    }

    private async ValueTask DecideAsync(string account, Pending mine)
    {
        var gate = _gates.GetOrAdd(account, static _ => new Gate());
        gate.Waiting.Enqueue(mine);

        // Once in line a fact is decided, whoever asked for it: a caller that goes away must not leave it to be decided much later.
        await gate.Turn.WaitAsync(CancellationToken.None);
        try
        {
            while (mine.IsOpen)
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
    }

    /// <summary>Effects are performed outside the turn, each by the caller whose fact it was: the next batch need not wait for them.</summary>
    private async ValueTask PerformAsync(string account, Pending mine, CancellationToken cancel)
    {
        var aggregate = NewAggregate(account, [mine.Fact]);
        foreach (var effect in AccountAggregate.EffectsOf(mine.Result!))
        {
            await aggregate.PerformAsync(effect, cancel);
        }
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
            if (next.IsOpen)
            {
                batch.Add(next);
            }
        }

        if (batch.Count > 0 && !await TryCommitAsync(account, batch, isLast: batch.Count == 1))
        {
            // One fact that cannot be decided must not fail its neighbours.
            foreach (var pending in batch.Where(p => p.IsOpen))
            {
                await TryCommitAsync(account, [pending], isLast: true);
            }
        }
    }

    private async ValueTask<bool> TryCommitAsync(string account, List<Pending> batch, bool isLast)
    {
        try
        {
            var step = await runner.CommitAsync(NewAggregate(account, [.. batch.Select(p => p.Fact)], () => batch.TrueForAll(p => p.TryBegin())), batch[0].Fact, CancellationToken.None);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Result = step.Results[i];
            }
        }
        catch (FactWithdrawnException)
        {
            return false;
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

    private AccountAggregate NewAggregate(string account, IReadOnlyList<AccountFact> facts, Func<bool>? mayCommit = null) => new(account, facts, store, outbox, notifier, options, memory, mayCommit);

    private sealed class Pending(AccountFact fact)
    {
        private const int Waits = 0;
        private const int Begun = 1;
        private const int Withdrawn = 2;
        private int _stage;

        public AccountFact Fact => fact;

        public AccountResult? Result { get; set; }

        public Exception? Failure { get; set; }

        /// <summary>Neither decided nor taken back.</summary>
        public bool IsOpen => Result is null && Failure is null && Volatile.Read(ref _stage) != Withdrawn;

        /// <summary>False when it was taken back: it must not be committed.</summary>
        public bool TryBegin() => Interlocked.CompareExchange(ref _stage, Begun, Waits) != Withdrawn;

        /// <summary>False when its commit has begun, or is over.</summary>
        public bool TryWithdraw() => Interlocked.CompareExchange(ref _stage, Withdrawn, Waits) == Waits;
    }

    private sealed class Gate
    {
        public ConcurrentQueue<Pending> Waiting { get; } = new();

        public SemaphoreSlim Turn { get; } = new(1, 1);
    }
}
