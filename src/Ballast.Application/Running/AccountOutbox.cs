using Ballast.Application.Codec;
using Ballast.Application.Competing;
using Ballast.Application.Messages;
using Ballast.Application.Ports;
using Ballast.Core.Accounts;
using Ballast.Core.Decisions;
using Ballast.Core.Positions;

namespace Ballast.Application.Running;

/// <summary>A row of the outbox with what it stands for: a decision (and its stored form) or a close.</summary>
/// <param name="Came">What the decision was made on; null for a close, and where it is not known any more.</param>
public sealed record OutboxRow(string Row, EntryDecision? Decision, EntityBody? Body, CloseTicket? Close, AccountFact.SignalCame? Came = null);

/// <summary>Sends what an account has committed to send. Every id is derived, so sending again is harmless; what fails stays in the outbox.</summary>
public sealed class AccountOutbox(IStateStore store, IOrderQueue queue, CompetitionInbox inbox, INotifier notifier, TimeProvider time)
{
    /// <summary>Sends, projects and takes the row out; a failure is told and left to the sweep.</summary>
    public async ValueTask TrySendAsync(string account, OutboxRow outgoing, CancellationToken cancel)
    {
        try
        {
            await SendAsync(account, outgoing, cancel);
        }
        catch (Exception failed) when (failed is StoreUnavailableException or QueueUnavailableException)
        {
            await notifier.NotifyAsync(new Notice(NoticeLevel.Warning, "OUTBOX_DELAYED", $"{outgoing.Row} of account {account} is committed but not sent yet: {failed.Message}"), cancel);
        }
    }

    /// <summary>Sends everything that is older than <paramref name="age"/> and still in the outbox. Returns how many rows were sent.</summary>
    public async ValueTask<int> SweepAsync(string account, TimeSpan age, CancellationToken cancel)
    {
        var sent = 0;
        await foreach (var item in store.AllAsync(new EntityQuery(Tables.State, account, RowPrefix: Tables.OutgoingPrefix), cancel))
        {
            var outgoing = StateCodec.Decode<AccountOutgoing>(item.Body);
            if (time.GetUtcNow() - outgoing.At < age)
            {
                continue;
            }

            var alert = outgoing.DecisionId is { } id ? await store.ReadAsync(Tables.State, account, Tables.AlertRow(id), cancel) : null;
            var decision = alert is null ? null : StateCodec.Decode<EntryDecision>(alert.Body);
            await SendAsync(account, new OutboxRow(item.Row, decision, alert?.Body, outgoing.Close), cancel);
            sent++;
        }

        return sent;
    }

    private async ValueTask SendAsync(string account, OutboxRow outgoing, CancellationToken cancel)
    {
        // All are started before any is waited for, so that they may share a flush. The close first: it voids or closes what the entry behind it waits for.
        var started = new List<Task>(4);
        var (row, decision, body, close, came) = outgoing;
        if ((close ?? decision?.Close) is { } exit)
        {
            var text = StateCodec.ToText(new ExitMessage(exit.Account, exit.Symbol, exit));
            started.Add(queue.SendAsync(QueueNames.Exits, new QueueMessage($"close-{exit.DecisionId}", null, text), cancel).AsTask());
        }

        // The clock is read once: a time to live that is over between two looks is no time to live.
        if (decision?.Entry is { } ticket && ticket.ValidUntil - time.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            var session = Tables.PositionPartition(ticket.Account, ticket.Symbol);
            started.Add(queue.SendAsync(QueueNames.Entries, new QueueMessage($"entry-{ticket.DecisionId}", session, StateCodec.ToText(ticket), left), cancel).AsTask());
        }

        if (decision is not null)
        {
            var partition = $"{account}|{decision.DecidedAt.UtcDateTime:yyyyMM}";
            started.Add(store.CommitAsync(Tables.Decisions, partition, [new EntityWrite.Upsert(Tables.Reversed(decision.DecidedAt, decision.DecisionId), body!)], cancel).AsTask());
            started.Add(inbox.AddAsync(account, decision, came, cancel));
        }

        // Only what was sent leaves the outbox.
        await Task.WhenAll(started);
        await store.CommitAsync(Tables.State, account, [new EntityWrite.Delete(row)], cancel);
    }
}
