using Ballast.Application.Codec;
using Ballast.Application.Messages;
using Ballast.Application.Ports;
using Ballast.Core.Accounts;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Application.Running;

/// <summary>Delivers what a position has to tell: facts to its account, rows to the projections. Repeating is harmless.</summary>
public sealed class PositionDelivery(AccountRunner accounts, IStateStore store)
{
    /// <summary>The ids of what was delivered. An account fact that cannot be taken yet stays, with all account facts behind it.</summary>
    public async ValueTask<EquatableList<string>> DeliverAsync(string account, Symbol symbol, EquatableList<Outgoing> items, CancellationToken cancel)
    {
        var delivered = new List<string>();
        var isBlocked = false;
        foreach (var item in items)
        {
            switch (item)
            {
                case Outgoing.ToAccount report when !isBlocked:
                    var result = await accounts.RunAsync(account, new AccountFact.PositionReported(symbol, report.Number, report.Report), cancel);
                    isBlocked = result.Step.IsOutOfOrder || result.Step.Next.Risk is null;
                    break;
                case Outgoing.ToAccount:
                    break;
                case Outgoing.EndedOrder ended:
                    var order = new OrderRow(account, ended.DecisionId, ended.Order);
                    await UpsertAsync(Tables.Orders, $"{account}|{symbol}", Tables.Reversed(ended.Order.SentAt, ended.Order.Id.Value), order, cancel);
                    await UpsertAsync(Tables.Orders, $"{account}|ids", ended.Order.Id.Value, order, cancel);
                    break;
                case Outgoing.ClosedTrade closed:
                    await UpsertAsync(Tables.Trades, Tables.TradePartition(account, symbol, closed.Trade.ExitAt), Tables.Reversed(closed.Trade.ExitAt, closed.Trade.Id.Replace('|', '-')), closed.Trade, cancel);
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }

            if (item is not Outgoing.ToAccount || !isBlocked)
            {
                delivered.Add(item.Id);
            }
        }

        return EquatableList.From(delivered);
    }

    private async ValueTask UpsertAsync<T>(string table, string partition, string row, T value, CancellationToken cancel)
        where T : class =>
        await store.CommitAsync(table, partition, [new EntityWrite.Upsert(row, StateCodec.Encode(value))], cancel);
}
