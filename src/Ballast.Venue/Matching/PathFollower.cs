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
        var due = NextDue();
        MarketFeed? next = null;
        foreach (var symbol in _bands.Keys)
        {
            var feed = desk.FeedOf(symbol)!;
            var band = _bands[symbol];
            while (feed.TrySkipQuiet(Math.Min(nowMs, due), band.Low, band.High))
            {
            }

            next = next is null || feed.NextAtMs < next.NextAtMs ? feed : next;
        }

        if (Math.Min(next?.NextAtMs ?? long.MaxValue, due) > nowMs)
        {
            return false;
        }

        if (next is null || next.NextAtMs > due)
        {
            new Countdown(desk).ExpireAt(due);
            new FundingSettlement(desk).SettleAt(due);
            desk.Books.AdvanceTo(due);
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

            if (order.Type == ConditionalType.TrailingStopMarket)
            {
                Trail(order, tick);
            }
            else if (order.IsConditional && ConditionalEntry.IsTriggered(order, tick))
            {
                new ConditionalTrigger(desk).Fire(order, tick.AtMs);
            }
            else if (order.Kind == OrderKind.Limit)
            {
                new RestingFill(desk).Try(order, feed, tick);
            }
        }
    }

    private void Trail(OrderRecord order, in MarketTick tick)
    {
        var trailed = TrailingStop.Follow(order, tick);
        if (trailed.Extreme != order.Extreme)
        {
            desk.Books.SetOpen(trailed);
        }

        if (TrailingStop.IsTriggered(trailed, tick))
        {
            new ConditionalTrigger(desk).Fire(trailed, tick.AtMs);
        }
    }

    /// <summary>The next settlement of a symbol with a position, or the end of a countdown.</summary>
    private long NextDue()
    {
        var due = long.MaxValue;
        foreach (var symbol in desk.Books.Positions.Keys)
        {
            due = Math.Min(due, FundingSchedule.NextAfter(desk.FeedOf(symbol)!.Symbol, desk.NowMs));
        }

        return desk.Books.Account.Countdowns is { Count: > 0 } countdowns ? Math.Min(due, countdowns.Values.Min()) : due;
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
            if (order.Type == ConditionalType.TrailingStopMarket)
            {
                Narrow(order.Symbol, TrailingStop.LowerBound(order), isFalling: true);
                Narrow(order.Symbol, TrailingStop.UpperBound(order), isFalling: false);
                continue;
            }

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
