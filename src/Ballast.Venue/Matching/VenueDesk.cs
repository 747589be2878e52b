using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Venue.Accounts;
using Ballast.Venue.Markets;

namespace Ballast.Venue.Matching;

/// <summary>What all matching rules work on: books, markets and options of one venue at one moment.</summary>
internal sealed class VenueDesk
{
    private readonly Dictionary<string, MarketFeed> _feeds;
    private readonly Dictionary<string, ConsumedLiquidity> _consumed;

    public VenueDesk(VenueBooks books, IReadOnlyList<MarketFeed> feeds, SimulatedExchangeOptions options)
    {
        Books = books;
        Options = options;
        Feeds = [.. feeds.OrderBy(f => f.Symbol)];
        _feeds = feeds.ToDictionary(f => f.Symbol.Name, StringComparer.Ordinal);
        _consumed = feeds.ToDictionary(f => f.Symbol.Name, _ => new ConsumedLiquidity(), StringComparer.Ordinal);
        Settlement = new Settlement(books, options, LeverageOf);
    }

    public VenueBooks Books { get; }

    public SimulatedExchangeOptions Options { get; }

    /// <summary>By symbol, in ordinal order.</summary>
    public IReadOnlyList<MarketFeed> Feeds { get; }

    public Settlement Settlement { get; }

    /// <summary>The share of each level that the present call finds (fault plan); 1 for all.</summary>
    public decimal BookShare { get; set; } = 1m;

    public long NowMs => Books.Account.AdvancedToMs;

    public MarketFeed? FeedOf(string symbol) => _feeds.GetValueOrDefault(symbol);

    public ConsumedLiquidity ConsumedOf(string symbol) => _consumed[symbol];

    public int LeverageOf(string symbol) => Books.Account.Leverages.GetValueOrDefault(symbol, Math.Min(Options.DefaultLeverage, _feeds[symbol].Instrument.Brackets[0].MaxLeverage));

    /// <summary>Takes liquidity for an order, level by level at the book's prices, not beyond a limit.</summary>
    public OrderRecord Take(OrderRecord order, decimal quantity, decimal limit, long atMs)
    {
        var feed = _feeds[order.Symbol];
        var consumed = _consumed[order.Symbol];
        var book = feed.Book(Options.MatchDepth);
        foreach (var level in order.Side == OrderSide.Buy ? book.Asks : book.Bids)
        {
            if (quantity == 0 || (level.Price.Value - limit) * order.Side.Sign() > 0)
            {
                break;
            }

            var take = Math.Min(quantity, LeftOf(order.Symbol, order.Side, level));
            if (take > 0)
            {
                consumed.Take(order.Side, level, take);
                order = Settlement.Fill(order, level.Price.Value, take, isMaker: false, atMs);
                quantity -= take;
            }
        }

        return order;
    }

    /// <summary>How much an order could take up to a limit price.</summary>
    public decimal Takeable(string symbol, OrderSide side, decimal limit)
    {
        var book = _feeds[symbol].Book(Options.MatchDepth);
        return (side == OrderSide.Buy ? book.Asks : book.Bids)
            .Where(l => (l.Price.Value - limit) * side.Sign() <= 0)
            .Sum(l => LeftOf(symbol, side, l));
    }

    /// <summary>What a taker of that side finds of a level.</summary>
    public decimal LeftOf(string symbol, OrderSide taker, BookLevel level)
    {
        var left = _consumed[symbol].LeftOf(taker, level);
        return BookShare == 1m ? left : Rounding.DownTo(left * BookShare, _feeds[symbol].Instrument.StepSize);
    }

    /// <summary>A market order takes levels inside PERCENT_PRICE; what finds no counterparty expires.</summary>
    public OrderRecord TakeMarket(OrderRecord order, long atMs)
    {
        var instrument = _feeds[order.Symbol].Instrument;
        var mark = _feeds[order.Symbol].Current.Mark;
        var bound = mark * (order.Side == OrderSide.Buy ? instrument.PercentPriceUp : instrument.PercentPriceDown);
        var taken = Take(order, order.Remaining, bound, atMs);
        var done = taken.With(taken.Remaining == 0 ? VenueOrderStatus.Filled : VenueOrderStatus.Expired, atMs);
        Books.Close(done);
        DropOrphans(order.Symbol, atMs);
        return done;
    }

    /// <summary>No order outlives its position: close-position and reduce-only orders that have nothing to reduce any more expire.</summary>
    public void DropOrphans(string symbol, long atMs)
    {
        var position = Books.PositionOf(symbol);
        foreach (var order in Books.OpenOf(symbol))
        {
            if (order.ReduceOnly && position.Signed * order.Side.Sign() >= 0)
            {
                Books.Close(order.With(VenueOrderStatus.Expired, atMs));
            }
        }
    }
}
