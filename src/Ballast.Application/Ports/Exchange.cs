using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Application.Ports;

/// <summary>
/// The trading venue: Binance USD-M futures, the paper venue or the simulated exchange. No member throws for what the venue says:
/// the answer is <see cref="VenueReply{T}"/>. Error codes are Binance's (facts.md §4).
/// </summary>
public interface IExchange
{
    /// <summary>A name for logs and health, such as "simulated".</summary>
    string Name { get; }

    /// <summary>What the venue's last answer to this process said of its limits; shared by all callers of one address.</summary>
    VenueUsage Usage { get; }

    ValueTask<VenueReply<DateTimeOffset>> ServerTimeAsync(CancellationToken cancel = default);

    /// <summary>Sends an order once. Accepted means that the venue took it, not that it is filled or protects anything.</summary>
    ValueTask<VenueReply<VenueOrder>> PlaceAsync(OrderSpec order, CancellationToken cancel = default);

    /// <summary>Cancels a plain or conditional order. -2011: unknown to the venue, which may mean filled: query.</summary>
    ValueTask<VenueReply<VenueOrder>> CancelAsync(Symbol symbol, ClientOrderId id, bool isConditional, CancellationToken cancel = default);

    /// <summary>Reads an order back. -2013: the venue does not know it (yet).</summary>
    ValueTask<VenueReply<VenueOrder>> QueryAsync(Symbol symbol, ClientOrderId id, bool isConditional, CancellationToken cancel = default);

    /// <summary>All open plain and conditional orders of a symbol, or of all symbols.</summary>
    ValueTask<VenueReply<IReadOnlyList<VenueOrder>>> OpenOrdersAsync(Symbol? symbol, CancellationToken cancel = default);

    /// <summary>Positions with a quantity other than zero.</summary>
    ValueTask<VenueReply<IReadOnlyList<VenuePosition>>> PositionsAsync(Symbol? symbol, CancellationToken cancel = default);

    /// <summary>Our executions on a symbol with TradeId ≥ <paramref name="fromTradeId"/>, oldest first, at most 1000.</summary>
    ValueTask<VenueReply<IReadOnlyList<Fill>>> FillsAsync(Symbol symbol, long fromTradeId, CancellationToken cancel = default);

    /// <summary>Ledger lines at or after <paramref name="from"/>, oldest first, at most 1000.</summary>
    ValueTask<VenueReply<IReadOnlyList<IncomeEntry>>> IncomeAsync(DateTimeOffset from, CancellationToken cancel = default);

    ValueTask<VenueReply<VenueAccount>> AccountAsync(CancellationToken cancel = default);

    /// <summary>Sets isolated margin (-4046, already so, is reported as accepted) and the leverage of a symbol.</summary>
    ValueTask<VenueReply<Leverage>> PrepareAsync(Symbol symbol, Leverage leverage, CancellationToken cancel = default);

    /// <summary>
    /// The venue's own orders against our positions since a time: client ids <c>autoclose-…</c> (liquidation) and <c>adl_autoclose</c>
    /// (GET /fapi/v1/forceOrders). A venue that cannot tell answers Rejected with another code than -1003.
    /// </summary>
    ValueTask<VenueReply<IReadOnlyList<VenueOrder>>> ForcedOrdersAsync(Symbol symbol, DateTimeOffset from, CancellationToken cancel = default);

    /// <summary>
    /// Has the venue cancel the symbol's plain orders unless it is called again in time (POST /fapi/v1/countdownCancelAll); zero ends it.
    /// Conditional orders are assumed to stay.
    /// </summary>
    ValueTask<VenueReply<bool>> ArmCountdownAsync(Symbol symbol, TimeSpan countdown, CancellationToken cancel = default);
}

/// <summary>What the venue says of the account.</summary>
/// <param name="WalletBalance">USDT, without open PnL.</param>
/// <param name="UnrealisedPnl">USDT.</param>
/// <param name="AvailableBalance">USDT free for new margin.</param>
/// <param name="IsHedgeMode">True refuses the start: we trade one-way.</param>
/// <param name="IsMultiAssets">True refuses the start: we trade single-asset.</param>
/// <param name="CanWithdraw">True refuses live trading.</param>
public sealed record VenueAccount(Money WalletBalance, Money UnrealisedPnl, Money AvailableBalance, bool IsHedgeMode, bool IsMultiAssets, bool CanTrade, bool CanWithdraw);

/// <summary>Used request weight and order counts. Source: headers X-MBX-USED-WEIGHT-1M, X-MBX-ORDER-COUNT-10S and X-MBX-ORDER-COUNT-1M; limits from exchangeInfo (facts.md §4).</summary>
/// <param name="Weight">Request weight of the running minute, per address.</param>
/// <param name="Orders10s">Orders of the running ten seconds, per account.</param>
/// <param name="Orders1m">Orders of the running minute, per account.</param>
/// <param name="At">When the venue said so, by our clock; <c>default</c>: never.</param>
public sealed record VenueUsage(int Weight, int Orders10s, int Orders1m, DateTimeOffset At)
{
    public static readonly VenueUsage None = new(0, 0, 0, default);

    /// <summary>Weight per minute. Default 2400.</summary>
    public int WeightLimit { get; init; } = 2400;

    /// <summary>Orders per ten seconds. Default 300.</summary>
    public int Orders10sLimit { get; init; } = 300;

    /// <summary>Orders per minute. Default 1200.</summary>
    public int Orders1mLimit { get; init; } = 1200;
}

/// <summary>A venue's answer: yes, no with its code, or not known.</summary>
public abstract record VenueReply<T>
{
    private VenueReply()
    {
    }

    public sealed record Accepted(T Value) : VenueReply<T>;

    /// <summary>The venue said no, with its numeric code.</summary>
    public sealed record Rejected(int Code, string Message) : VenueReply<T>
    {
        /// <summary>With -1003: call nothing before this has passed (header Retry-After).</summary>
        public TimeSpan? RetryAfter { get; init; }

        /// <summary>HTTP 418: the address is banned for <see cref="RetryAfter"/>.</summary>
        public bool IsBan { get; init; }
    }

    /// <summary>Neither yes nor no: time-out, 5xx, -1006, -1007, connection lost. It may have happened.</summary>
    public sealed record Unknown(string Why) : VenueReply<T>;
}
