using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Venue.Accounts;
using Ballast.Venue.Markets;

namespace Ballast.Venue.Matching;

/// <summary>
/// Follows the markets from the last call to now, in time order over all symbols that have a position or an order:
/// per step liquidation, triggers, resting orders; then funding. It stops for a commit when enough has changed;
/// doing a step again after a crash changes only what was not yet done.
/// </summary>
internal sealed class PathFollower(VenueDesk desk)
{
    private const int CommitAfterWrites = 40;
    private readonly SortedDictionary<string, (decimal Low, decimal High)> _bands = new(StringComparer.Ordinal);
    private long _bandsVersion = -1;
    private MarketFeed? _unfinished;

    /// <summary>True when now is reached; false when the changes must be made durable before going on.</summary>
    public bool AdvanceTo(long nowMs)
    {
        while (true)
        {
            if (_unfinished is { } unfinished)
            {
                _unfinished = null;
                OnStep(unfinished);
            }
            else if (!TryNext(nowMs))
            {
                break;
            }

            if (_unfinished is not null || desk.Books.PendingWrites >= CommitAfterWrites)
            {
                return false;
            }
        }

        desk.Books.AdvanceTo(Math.Max(nowMs, desk.NowMs));
        foreach (var feed in desk.Feeds)
        {
            feed.Seek(desk.NowMs);
        }

        return true;
    }

    private bool TryNext(long nowMs)
    {
        RenewBands();
        var settlement = FundingSchedule.NextAfter(desk.NowMs);
        MarketFeed? next = null;
        foreach (var symbol in _bands.Keys)
        {
            var feed = desk.FeedOf(symbol)!;
            var band = _bands[symbol];
            while (feed.TrySkipQuiet(Math.Min(nowMs, settlement), band.Low, band.High))
            {
            }

            next = next is null || feed.NextAtMs < next.NextAtMs ? feed : next;
        }

        var at = Math.Min(next?.NextAtMs ?? long.MaxValue, _bands.Count > 0 ? settlement : long.MaxValue);
        if (at > nowMs)
        {
            return false;
        }

        if (next is null || next.NextAtMs > settlement)
        {
            new FundingSettlement(desk).SettleAt(settlement);
            desk.Books.AdvanceTo(settlement);
            return true;
        }

        next.Step();
        var tick = next.Current;
        var (low, high) = _bands[next.Symbol.Name];
        if (tick.Lowest <= low || tick.Highest >= high)
        {
            OnStep(next);
        }

        return true;
    }

    private void OnStep(MarketFeed feed)
    {
        var tick = feed.Current;
        desk.Books.AdvanceTo(Math.Max(desk.NowMs, tick.AtMs - 1));
        new Liquidation(desk).CheckAt(feed, tick.AtMs);
        foreach (var order in desk.Books.OpenOf(feed.Symbol.Name))
        {
            if (desk.Books.PendingWrites >= CommitAfterWrites)
            {
                _unfinished = feed;
                return;
            }

            if (!desk.Books.Open.ContainsKey(order.Id))
            {
                continue;
            }

            if (order.IsConditional && ConditionalEntry.IsTriggered(order, tick))
            {
                Trigger(order, tick.AtMs);
            }
            else if (order.Kind == OrderKind.Limit)
            {
                new RestingFill(desk).Try(order, feed, tick);
            }
        }
    }

    /// <summary>The conditional order becomes a reduce-only market order with its own id, cut to the position, and is finished with it.</summary>
    private void Trigger(OrderRecord order, long atMs)
    {
        var size = desk.Books.PositionOf(order.Symbol).Size;
        var id = desk.Books.TakeOrderId();
        desk.Books.Withdraw(order);
        var actual = desk.TakeMarket(
            new OrderRecord
            {
                Id = id,
                ClientId = FormattableString.Invariant($"algo-{order.Id}"),
                Symbol = order.Symbol,
                Side = order.Side,
                Kind = OrderKind.Market,
                Quantity = Math.Min(order.Quantity ?? size, size),
                ReduceOnly = true,
                UpdatedAtMs = atMs,
            },
            atMs);
        desk.Books.Close(order.With(VenueOrderStatus.Finished, atMs) with { ActualOrderId = id, Executed = actual.Executed, Quote = actual.Quote });
    }

    /// <summary>Per symbol with something open: between these prices nothing can happen.</summary>
    private void RenewBands()
    {
        if (_bandsVersion == desk.Books.Version)
        {
            return;
        }

        _bandsVersion = desk.Books.Version;
        _bands.Clear();
        foreach (var order in desk.Books.Open.Values)
        {
            var price = order.IsConditional ? order.Trigger : order.Price;
            var isFalling = order.IsConditional ? ConditionalEntry.FiresWhenFalling(order) : order.Side == OrderSide.Buy;
            Narrow(order.Symbol, price, isFalling);
        }

        foreach (var position in desk.Books.Positions.Values)
        {
            var liquidation = MarginRules.LiquidationPrice(desk.FeedOf(position.Symbol)!.Instrument, position);
            Narrow(position.Symbol, liquidation, position.Signed > 0);
        }
    }

    private void Narrow(string symbol, decimal price, bool isFalling)
    {
        var band = _bands.TryGetValue(symbol, out var known) ? known : (Low: 0m, High: decimal.MaxValue);
        _bands[symbol] = isFalling ? (Math.Max(band.Low, price), band.High) : (band.Low, Math.Min(band.High, price));
    }
}
