using Ballast.Application.Ports;
using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Positions;
using Ballast.Venue.Accounts;
using Ballast.Venue.Faults;
using Ballast.Venue.Limits;
using Ballast.Venue.Markets;
using Ballast.Venue.Matching;

namespace Ballast.Venue;

/// <summary>
/// A futures venue in the process: one account (one-way, isolated, single-asset) on synthetic, replayed or recorded markets, with Binance's rules
/// (facts.md §4) and, where those are not documented, the stricter reading. It is as durable as its store: what was acknowledged
/// survives a crash, and after a restart stops trigger on what the market did meanwhile. Without a store it is volatile.
/// Calls may come from several threads; they are performed one after the other. A market source that cannot be used
/// throws <see cref="MarketSourceException"/> from the first call.
/// </summary>
public sealed partial class SimulatedExchange : IExchange, IMarketData, IDisposable
{
    private const int MaxCandles = 50_000;
    private readonly VenueRunner _runner;
    private readonly SimulatedExchangeOptions _options;
    private VenueSight? _seen;
    private (VenueBooks Books, long Version) _seenBooks;

    /// <param name="time">The venue's clock.</param>
    /// <param name="sources">From <see cref="MarketSource.Parse"/>; null or empty: synthetic, seed 1.</param>
    /// <param name="options">Null: defaults.</param>
    /// <param name="store">Where the account and the anchors of replays live; null: in memory.</param>
    /// <param name="faults">What goes wrong; null: nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public SimulatedExchange(TimeProvider time, IReadOnlyList<MarketSource>? sources = null, SimulatedExchangeOptions? options = null, IStateStore? store = null, FaultPlan? faults = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        _options = options ?? new SimulatedExchangeOptions();
        _options.Validate();
        _runner = new VenueRunner(time, _options, sources is { Count: > 0 } ? sources : MarketSource.Parse(null), store, faults);
    }

    /// <summary>The table that its books are kept in, where it is given a store.</summary>
    public const string Table = Accounts.VenueRows.Table;

    public string Name => _options.Name;

    public VenueUsage Usage => _runner.Usage;

    /// <summary>What was found wrong with the market data so far, per symbol.</summary>
    public IReadOnlyList<FeedReport> Reports => _runner.Reports;

    public ValueTask<VenueReply<DateTimeOffset>> ServerTimeAsync(CancellationToken cancel = default) =>
        Answer(VenueCall.ServerTime, CallWeights.One, desk => Yes(DateTimeOffset.FromUnixTimeMilliseconds(desk.NowMs)), cancel);

    public ValueTask<VenueReply<VenueOrder>> PlaceAsync(OrderSpec order, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        return PerformAsync(VenueCall.Place, CallCost.NewOrder, desk => new OrderEntry(desk).Place(order), cancel);
    }

    public ValueTask<VenueReply<VenueOrder>> CancelAsync(Symbol symbol, ClientOrderId id, bool isConditional, CancellationToken cancel = default) =>
        Answer(VenueCall.Cancel, CallWeights.One, desk => new AccountDesk(desk).Cancel(symbol, id, isConditional), cancel);

    public ValueTask<VenueReply<VenueOrder>> QueryAsync(Symbol symbol, ClientOrderId id, bool isConditional, CancellationToken cancel = default) =>
        Answer(VenueCall.Query, CallWeights.One, desk => new AccountDesk(desk).Query(symbol, id, isConditional), cancel);

    public ValueTask<VenueReply<IReadOnlyList<VenueOrder>>> OpenOrdersAsync(Symbol? symbol, CancellationToken cancel = default) =>
        Answer(VenueCall.OpenOrders, 2 * CallWeights.OpenOrders(symbol is not null), desk => new AccountDesk(desk).OpenOrders(symbol), cancel);

    public ValueTask<VenueReply<IReadOnlyList<VenuePosition>>> PositionsAsync(Symbol? symbol, CancellationToken cancel = default) =>
        Answer(VenueCall.Positions, CallWeights.Positions, desk => new AccountDesk(desk).Positions(symbol), cancel);

    public ValueTask<VenueReply<IReadOnlyList<Fill>>> FillsAsync(Symbol symbol, long fromTradeId, CancellationToken cancel = default) =>
        Answer(VenueCall.Fills, CallWeights.UserTrades, desk => new AccountDesk(desk).Fills(symbol, fromTradeId), cancel);

    public ValueTask<VenueReply<IReadOnlyList<IncomeEntry>>> IncomeAsync(DateTimeOffset from, CancellationToken cancel = default) =>
        Answer(VenueCall.Income, CallWeights.Income, desk => new AccountDesk(desk).Income(from), cancel);

    public ValueTask<VenueReply<VenueAccount>> AccountAsync(CancellationToken cancel = default) =>
        Answer(VenueCall.Account, CallWeights.Account + CallWeights.AccountConfig, desk => new AccountDesk(desk).Account(), cancel);

    public ValueTask<VenueReply<Leverage>> PrepareAsync(Symbol symbol, Leverage leverage, CancellationToken cancel = default) =>
        Answer(VenueCall.Prepare, 2 * CallWeights.One, desk => new AccountDesk(desk).Prepare(symbol, leverage), cancel);

    /// <summary>Books a deposit (positive) or a withdrawal (negative) as TRANSFER; answers the new wallet balance. A withdrawal above what is free is refused with -2019.</summary>
    public ValueTask<VenueReply<Money>> DepositAsync(Money amount, CancellationToken cancel = default) =>
        Answer(VenueCall.Deposit, 0, desk => new AccountDesk(desk).Transfer(amount), cancel);

    /// <summary>
    /// The venue takes away a share of a position (auto-deleveraging) at the mark price, by an order of its own with the client id <c>adl_autoclose</c>. It is no call
    /// of ours: nothing is counted. -2022 without a position, -1130 when <paramref name="share"/> is not above 0 and at most 1.
    /// </summary>
    public ValueTask<VenueReply<VenueOrder>> DeleverageAsync(Symbol symbol, decimal share, CancellationToken cancel = default) =>
        Answer(VenueCall.Deleverage, 0, desk => new Deleveraging(desk).Reduce(symbol, share), cancel);

    /// <summary>The books as they are now, with the fills and ledger lines behind so many known ones.</summary>
    public async ValueTask<VenueSight> LookAsync(int knownFills = 0, int knownIncome = 0) =>
        await _runner.LookAsync(desk =>
        {
            var books = desk.Books;
            if (_seen is null || _seenBooks != (books, books.Version))
            {
                // Most looks find nothing new.
                _seen = new VenueSight([.. books.Positions.Values.Select(p => (new Symbol(p.Symbol), p.Signed))], [.. books.Open.Values.Select(o => o.ToVenueOrder())], 0, [], []);
                _seenBooks = (books, books.Version);
            }

            return _seen with
            {
                Balance = books.Account.Balance,
                Fills = [.. books.Fills.Items.Skip(knownFills).Select(f => f.ToFill())],
                Income = [.. books.Income.Items.Skip(knownIncome).Select(i => i.ToEntry())],
            };
        });

    public ValueTask<VenueReply<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel = default) =>
        Answer(VenueCall.Instruments, 2 * CallWeights.One, desk => Yes<IReadOnlyList<Instrument>>([.. desk.Feeds.Select(f => f.Instrument)]), cancel);

    public ValueTask<VenueReply<CandleWindow>> CandlesAsync(Symbol symbol, CandleInterval interval, int count, CancellationToken cancel = default) =>
        Answer(
            VenueCall.Candles,
            CallWeights.KlinePages(Math.Max(1, count)),
            desk => desk.FeedOf(symbol.Name) is not { } feed ? Refusal.BadSymbol.As<CandleWindow>()
                : count is < 1 or > MaxCandles ? Refusal.BadParameter.As<CandleWindow>()
                : Yes(feed.Candles(interval, count, desk.NowMs)),
            cancel);

    public ValueTask<VenueReply<IReadOnlyList<FlowBar>>> FlowAsync(Symbol symbol, int count, CancellationToken cancel = default) =>
        Answer(
            VenueCall.Candles,
            CallWeights.Klines(count),
            desk => desk.FeedOf(symbol.Name) is not { } feed ? Refusal.BadSymbol.As<IReadOnlyList<FlowBar>>()
                : count is < 1 or > FlowWindow.Most ? Refusal.BadParameter.As<IReadOnlyList<FlowBar>>()
                : Yes<IReadOnlyList<FlowBar>>([.. feed.Bars(CandleInterval.OneMinute, count, desk.NowMs).Bars.Select(b => b.Flow)]),
            cancel);

    /// <summary>What our own orders took from a level is missing from it until the level changes.</summary>
    public ValueTask<VenueReply<OrderBook>> BookAsync(Symbol symbol, int depth, CancellationToken cancel = default) =>
        Answer(VenueCall.Book, CallWeights.Depth(depth), desk => Book(desk, symbol, depth), cancel);

    public ValueTask<VenueReply<IReadOnlyList<MarkPrice>>> MarksAsync(IReadOnlyList<Symbol> symbols, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        return Answer(
            VenueCall.Marks,
            CallWeights.Marks(symbols.Count),
            desk => Yes<IReadOnlyList<MarkPrice>>([.. symbols.Select(s => desk.FeedOf(s.Name)).OfType<MarketFeed>().Select(feed => Mark(feed, desk.NowMs))]),
            cancel);
    }

    public void Dispose() => _runner.Dispose();

    /// <summary>One call of the venue's HTTP interface.</summary>
    internal ValueTask<VenueReply<T>> PerformAsync<T>(VenueCall call, CallCost cost, Func<VenueDesk, VenueReply<T>> act, CancellationToken cancel) =>
        _runner.AnswerAsync(call, cost, act, cancel);

    private static VenueReply<T> Yes<T>(T value) => new VenueReply<T>.Accepted(value);

    private static VenueReply<OrderBook> Book(VenueDesk desk, Symbol symbol, int depth)
    {
        if (desk.FeedOf(symbol.Name) is not { } feed)
        {
            return Refusal.BadSymbol.As<OrderBook>();
        }

        if (depth < 1)
        {
            return Refusal.BadParameter.As<OrderBook>();
        }

        var book = feed.Book(depth);
        var consumed = desk.ConsumedOf(symbol.Name);
        return Yes(book with { Bids = consumed.Left(OrderSide.Sell, book.Bids), Asks = consumed.Left(OrderSide.Buy, book.Asks) });
    }

    private static MarkPrice Mark(MarketFeed feed, long nowMs)
    {
        var settlement = FundingSchedule.NextAfter(feed.Symbol, nowMs);
        return new MarkPrice(
            feed.Symbol,
            new Price(feed.Current.Mark),
            FundingSchedule.RateAt(feed.Symbol, settlement),
            DateTimeOffset.FromUnixTimeMilliseconds(settlement),
            DateTimeOffset.FromUnixTimeMilliseconds(feed.Current.AtMs));
    }

    private ValueTask<VenueReply<T>> Answer<T>(VenueCall call, int weight, Func<VenueDesk, VenueReply<T>> act, CancellationToken cancel) =>
        _runner.AnswerAsync(call, new CallCost(weight), act, cancel);
}
