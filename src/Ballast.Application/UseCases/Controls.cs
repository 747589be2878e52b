using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Accounts;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Application.UseCases;

/// <summary>A person's controls: halt and resume entries.</summary>
public sealed class HaltEntries(AccountRunner accounts, AccountSettings settings)
{
    public async ValueTask<AccountState> HaltAsync(Symbol? symbol, string why, CancellationToken cancel = default) =>
        (await accounts.RunAsync(settings.Account, new AccountFact.HaltAsked(symbol, "MANUAL", why), cancel)).Step.Next;

    public async ValueTask<AccountState> ResumeAsync(Symbol? symbol, bool restart, CancellationToken cancel = default) =>
        (await accounts.RunAsync(settings.Account, new AccountFact.ResumeAsked(symbol, restart), cancel)).Step.Next;
}

/// <summary>
/// Closes everything of ours (or one symbol): the close is committed and queued, then carried out at once. With
/// <c>all</c> also what is on the venue and not ours.
/// </summary>
public sealed class FlattenAll(AccountRunner accounts, PositionRunner positions, IExchange exchange, ReadAccount account, AccountSettings settings)
{
    public async ValueTask<FlattenReport> RunAsync(Symbol? symbol, bool all, CancellationToken cancel = default)
    {
        var step = (await accounts.RunAsync(settings.Account, new AccountFact.FlattenAsked(symbol, "FLATTEN"), cancel)).Step;
        foreach (var close in step.Closes ?? [])
        {
            await positions.SettleAsync(close.Account, close.Symbol, new PositionFact.CloseAsked(close.Sequence, close.Reason), cancel: cancel);
        }

        var problems = new List<string>();
        if (all)
        {
            await CloseForeignAsync(symbol, problems, cancel);
        }

        await account.RunAsync(cancel);
        var left = await exchange.PositionsAsync(symbol, cancel) switch
        {
            VenueReply<IReadOnlyList<VenuePosition>>.Accepted held => held.Value.Where(p => p.SignedQuantity != 0).ToList(),
            _ => null,
        };
        if (left is null)
        {
            problems.Add("Whether the venue is flat could not be read.");
        }

        return new FlattenReport([.. (step.Closes ?? []).Select(c => c.Symbol)], left is { Count: 0 }, left ?? [], problems);
    }

    private async ValueTask CloseForeignAsync(Symbol? symbol, List<string> problems, CancellationToken cancel)
    {
        if (await exchange.OpenOrdersAsync(symbol, cancel) is VenueReply<IReadOnlyList<VenueOrder>>.Accepted open)
        {
            foreach (var order in open.Value)
            {
                await exchange.CancelAsync(order.Symbol, order.Id, order.IsConditional, cancel);
            }
        }

        if (await exchange.PositionsAsync(symbol, cancel) is not VenueReply<IReadOnlyList<VenuePosition>>.Accepted held)
        {
            problems.Add("The venue's positions could not be read.");
            return;
        }

        foreach (var position in held.Value.Where(p => p.SignedQuantity != 0))
        {
            var side = position.SignedQuantity > 0 ? OrderSide.Sell : OrderSide.Buy;
            var id = new ClientOrderId($"flt-{DerivedId.Of("foreign", $"{position.Symbol}|{position.SignedQuantity}|{position.EntryPrice}")}");
            var reply = await exchange.PlaceAsync(new OrderSpec.Market(id, position.Symbol, side, new Quantity(Math.Abs(position.SignedQuantity)), ReduceOnly: true), cancel);
            if (reply is not VenueReply<VenueOrder>.Accepted)
            {
                problems.Add($"{position.Symbol}: the close was not accepted ({reply}).");
            }
        }
    }
}

/// <summary>What a flatten did. <paramref name="IsFlat"/> is verified with the venue.</summary>
public sealed record FlattenReport(IReadOnlyList<Symbol> Closed, bool IsFlat, IReadOnlyList<VenuePosition> Left, IReadOnlyList<string> Problems);
