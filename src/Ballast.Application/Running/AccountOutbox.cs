using Ballast.Application.Codec;
using Ballast.Application.Messages;
using Ballast.Application.Ports;
using Ballast.Core.Decisions;
using Ballast.Core.Positions;

namespace Ballast.Application.Running;

/// <summary>Sends what an account has committed to send. Every id is derived, so sending again is harmless; what fails stays in the outbox.</summary>
public sealed class AccountOutbox(IStateStore store, IOrderQueue queue, INotifier notifier, TimeProvider time)
{
    /// <summary>Sends, projects and takes the row out; a failure is told and left to the sweep.</summary>
    public async ValueTask TrySendAsync(string account, string row, EntryDecision? decision, CloseTicket? close, CancellationToken cancel)
    {
        try
        {
            await SendAsync(account, row, decision, close, cancel);
        }
        catch (Exception failed) when (failed is StoreUnavailableException or QueueUnavailableException)
        {
            await notifier.NotifyAsync(new Notice(NoticeLevel.Warning, "OUTBOX_DELAYED", $"{row} of account {account} is committed but not sent yet: {failed.Message}"), cancel);
        }
    }

    /// <summary>Sends everything that is older than <paramref name="age"/> and still in the outbox. Returns how many rows were sent.</summary>
    public async ValueTask<int> SweepAsync(string account, TimeSpan age, CancellationToken cancel)
    {
        var sent = 0;
        for (string? after = null; ;)
        {
            var page = await store.QueryAsync(new EntityQuery(Tables.State, account, RowPrefix: Tables.OutgoingPrefix, After: after), cancel);
            foreach (var item in page.Items)
            {
                var outgoing = StateCodec.Decode<AccountOutgoing>(item.Body);
                if (time.GetUtcNow() - outgoing.At < age)
                {
                    continue;
                }

                EntryDecision? decision = null;
                if (outgoing.DecisionId is { } id && await store.ReadAsync(Tables.State, account, Tables.AlertRow(id), cancel) is { } alert)
                {
                    decision = StateCodec.Decode<EntryDecision>(alert.Body);
                }

                await SendAsync(account, item.Row, decision, outgoing.Close, cancel);
                sent++;
            }

            after = page.Next;
            if (after is null)
            {
                return sent;
            }
        }
    }

    private async ValueTask SendAsync(string account, string row, EntryDecision? decision, CloseTicket? close, CancellationToken cancel)
    {
        // The close goes first: it voids or closes what the entry behind it waits for.
        if ((close ?? decision?.Close) is { } exit)
        {
            var body = StateCodec.ToText(new ExitMessage(exit.Account, exit.Symbol, exit));
            await queue.SendAsync(QueueNames.Exits, new QueueMessage($"close-{exit.DecisionId}", null, body), cancel);
        }

        if (decision?.Entry is { } ticket && ticket.ValidUntil > time.GetUtcNow())
        {
            var session = Tables.PositionPartition(ticket.Account, ticket.Symbol);
            await queue.SendAsync(QueueNames.Entries, new QueueMessage($"entry-{ticket.DecisionId}", session, StateCodec.ToText(ticket), ticket.ValidUntil - time.GetUtcNow()), cancel);
        }

        if (decision is not null)
        {
            var partition = $"{account}|{decision.DecidedAt.UtcDateTime:yyyyMM}";
            await store.CommitAsync(Tables.Decisions, partition, [new EntityWrite.Upsert(Tables.Reversed(decision.DecidedAt, decision.DecisionId), StateCodec.Encode(decision))], cancel);
        }

        await store.CommitAsync(Tables.State, account, [new EntityWrite.Delete(row)], cancel);
    }
}
