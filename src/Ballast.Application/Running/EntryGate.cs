using Ballast.Application.Caches;
using Ballast.Application.Ports;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.News;
using Ballast.Core.Positions;
using Ballast.Core.Regimes;
using Ballast.Core.Risk;

namespace Ballast.Application.Running;

/// <summary>
/// The check right before an entry is sent: halts, breakers, policy, news, VIX and price again, and the venue prepared.
/// It says cleared or refused; sending is claimed by committing "cleared".
/// </summary>
public sealed class EntryGate(IExchange exchange, IMarketData market, AccountRunner accounts, OrderOriginReader origins, MarketCache cache, PositionOptions options, TimeProvider time)
{
    public async ValueTask<IReadOnlyList<PositionFact>> CheckAsync(OrderTicket ticket, long fillsFrom, CancellationToken cancel)
    {
        if (await RefusalAsync(ticket, cancel) is { } code)
        {
            return [new PositionFact.EntryRefused(ticket.DecisionId, code)];
        }

        // Fills and positions from before the entry are somebody else's; the cursor moves past them first.
        if (await SeenAsync(ticket.Symbol, fillsFrom, cancel) is not var (fills, seen))
        {
            return [new PositionFact.EntryRefused(ticket.DecisionId, "VENUE_UNREACHABLE")];
        }

        PositionFact[] state = [fills, seen];
        if (seen.SignedQuantity != 0)
        {
            // Somebody else's position: its margin and leverage are not ours to set, and the ticket waits until it is gone.
            return state;
        }

        // The next round of supervision halts the account for it.
        if ((await origins.ReadAsync(ticket.Account, seen.Open, cancel)).Unknown.Count > 0)
        {
            return [.. state, new PositionFact.EntryRefused(ticket.DecisionId, Emergency.SecondDeployment)];
        }

        var verdict = await BookVerdictAsync(ticket, cancel);
        if (verdict?.Refusal is not null || verdict is null)
        {
            return [.. state, new PositionFact.EntryRefused(ticket.DecisionId, verdict?.Refusal?.Code ?? "VENUE_UNREACHABLE")];
        }

        switch (await exchange.PrepareAsync(ticket.Symbol, ticket.Leverage, cancel))
        {
            case VenueReply<Leverage>.Accepted:
            case VenueReply<Leverage>.Rejected already when VenueCodes.Of(already.Code).Meaning == VenueMeaning.AlreadySo:
                return [.. state, new PositionFact.EntryCleared(ticket.DecisionId, time.GetUtcNow() + options.SendWindow) { Quantity = verdict.Quantity, Expected = verdict.Expected }];
            case VenueReply<Leverage>.Rejected rejected:
                return [.. state, new PositionFact.EntryRefused(ticket.DecisionId, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"LEVERAGE_REFUSED {rejected.Code}"))];
            default:
                return [.. state, new PositionFact.EntryRefused(ticket.DecisionId, "VENUE_UNREACHABLE")];
        }
    }

    private async ValueTask<string?> RefusalAsync(OrderTicket ticket, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (now > ticket.ValidUntil)
        {
            return "EXPIRED";
        }

        var account = await accounts.ReadAsync(ticket.Account, cancel);
        if (account.Risk is not { } risk)
        {
            return "RISK_UNKNOWN";
        }

        var view = await cache.ViewAsync(ticket.Symbol, cancel);
        var vix = await cache.VixAsync(cancel);
        return LastCheck.Refusal(risk, account.Slot(ticket.Symbol), now) is { } objection ? objection
            : view is null || view.Policy.IsStale(now) || now > view.ValidUntil ? "STALE_POLICY"
            : view.Policy.Profile == RiskProfile.NoNewTrades ? "NO_NEW_TRADES"
            : await cache.NewsAsync(cancel) is { } news && NewsRules.Running(news, ticket.Symbol, now) is not null ? NewsRules.Pause
            : vix is null || now > vix.ValidUntil ? "STALE_VOLATILITY_INDEX"
            : await cache.BanAsync(cancel) is { IsBan: true } ban && ban.IsRunning(now) ? "VENUE_BANNED"
            : null;
    }

    private async ValueTask<(PositionFact.FillsRead Fills, PositionFact.VenueSeen Seen)?> SeenAsync(Symbol symbol, long fillsFrom, CancellationToken cancel)
    {
        if (await exchange.PositionsAsync(symbol, cancel) is not VenueReply<IReadOnlyList<VenuePosition>>.Accepted positions
            || await exchange.OpenOrdersAsync(symbol, cancel) is not VenueReply<IReadOnlyList<VenueOrder>>.Accepted open
            || await VenueReading.FillsAsync(exchange, symbol, fillsFrom, cancel) is not { } fills)
        {
            return null;
        }

        var signed = positions.Value.Where(p => p.Symbol == symbol).Sum(p => p.SignedQuantity);
        return (new PositionFact.FillsRead(fills), new PositionFact.VenueSeen(signed, EquatableList.From(open.Value.Where(o => o.Symbol == symbol))));
    }

    /// <summary>What the book says of the entry; null when it could not be read.</summary>
    private async ValueTask<SlippageVerdict?> BookVerdictAsync(OrderTicket ticket, CancellationToken cancel) =>
        await market.BookAsync(ticket.Symbol, options.Trading.Flow.DepthLevels, cancel) is VenueReply<OrderBook>.Accepted { Value: var book }
            ? SlippageRule.Check(ticket, book, time.GetUtcNow(), options.Trading.For(ticket.Strategy, ticket.Symbol).Entry)
            : null;
}
