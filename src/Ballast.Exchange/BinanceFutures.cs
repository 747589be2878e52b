using Ballast.Application.Ports;
using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Exchange.Calls;
using Ballast.Exchange.Mapping;
using Binance.Net.Enums;

namespace Ballast.Exchange;

/// <summary>
/// Binance USD-M futures through Binance.Net (facts.md §4). Each member is the calls that its documentation names, each sent once; nothing that the exchange,
/// the network or the library says throws. Safe for many callers; one per process (see <see cref="VenueClock"/>).
/// </summary>
public sealed partial class BinanceFutures : IExchange, IMarketData, IDisposable
{
    private const int MostPerPage = 1_000;
    private const int MarginTypeAlreadySo = -4046;

    private readonly ExchangeOptions _options;
    private readonly UsageMeter _meter;
    private readonly ClientSource _clients;
    private readonly VenueClock _clock;
    private readonly VenueCalls _calls;
    private readonly KeyPermissions _permissions;

    private BinanceFutures(ExchangeOptions options, TimeProvider time)
    {
        _options = options;
        _meter = new UsageMeter(time);
        _clients = new ClientSource(options, _meter);
        _clock = new VenueClock(time);
        _calls = new VenueCalls(_clients, _clock, time);
        _permissions = new KeyPermissions(_calls, _clients, time);
    }

    /// <summary>Calls nobody yet.</summary>
    /// <param name="time">The system's clock in production: the library signs with it.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static BinanceFutures Open(ExchangeOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.Validate();
        return new BinanceFutures(options, time);
    }

    public string Name => _options.Environment switch
    {
        VenueEnvironment.Live => "binance",
        VenueEnvironment.Demo => "binance-demo",
        _ => "binance-custom",
    };

    public VenueUsage Usage => _meter.Usage;

    /// <summary>GET /fapi/v1/time. Requests are signed by it from then on, so that a -1021 may be followed by this and by the same request once more.</summary>
    public ValueTask<VenueReply<DateTimeOffset>> ServerTimeAsync(CancellationToken cancel = default) => _calls.ServerTimeAsync(cancel);

    /// <summary>GET /fapi/v3/positionRisk.</summary>
    public ValueTask<VenueReply<IReadOnlyList<VenuePosition>>> PositionsAsync(Symbol? symbol, CancellationToken cancel = default) => _calls.AskAsync(
        CallKind.Signed,
        (client, stop) => client.UsdFuturesApi.Trading.GetPositionsAsync(symbol?.Name, ct: stop),
        IReadOnlyList<VenuePosition> (found) => [.. found.Where(p => p.PositionAmt != 0).Select(Ledger.Position)],
        cancel);

    /// <summary>GET /fapi/v1/userTrades with fromId.</summary>
    public ValueTask<VenueReply<IReadOnlyList<Fill>>> FillsAsync(Symbol symbol, long fromTradeId, CancellationToken cancel = default) => _calls.AskAsync(
        CallKind.Signed,
        (client, stop) => client.UsdFuturesApi.Trading.GetUserTradesAsync(symbol.Name, limit: MostPerPage, fromId: Math.Max(0, fromTradeId), ct: stop),
        IReadOnlyList<Fill> (found) => [.. found.Where(t => t.Id >= fromTradeId).Select(Ledger.Fill).OrderBy(f => f.TradeId)],
        cancel);

    /// <summary>GET /fapi/v1/income with startTime.</summary>
    public ValueTask<VenueReply<IReadOnlyList<IncomeEntry>>> IncomeAsync(DateTimeOffset from, CancellationToken cancel = default) => _calls.AskAsync(
        CallKind.Signed,
        (client, stop) => client.UsdFuturesApi.Account.GetIncomeHistoryAsync(startTime: Earliest(from), limit: MostPerPage, ct: stop),
        IReadOnlyList<IncomeEntry> (found) => [.. found.Select(Ledger.Income).OrderBy(i => i.At)],
        cancel);

    /// <summary>GET /fapi/v3/account and /fapi/v1/accountConfig, at once; and, where asked for, the key's permissions.</summary>
    public async ValueTask<VenueReply<VenueAccount>> AccountAsync(CancellationToken cancel = default)
    {
        var configuration = _calls.AskAsync(CallKind.Signed, (client, stop) => client.UsdFuturesApi.Account.GetAccountConfigurationAsync(ct: stop), c => c, cancel).AsTask();
        var account = await _calls.AskAsync(CallKind.Signed, (client, stop) => client.UsdFuturesApi.Account.GetAccountInfoV3Async(ct: stop), a => a, cancel);
        var canWithdraw = _options.MustReadPermissions ? await _permissions.CanWithdrawAsync(cancel) : new VenueReply<bool>.Accepted(false);
        return account.And(await configuration).And(canWithdraw).Then(read => Ledger.Account(read.First.First, read.First.Second, read.Second));
    }

    /// <summary>POST /fapi/v1/marginType (ISOLATED), then POST /fapi/v1/leverage.</summary>
    public async ValueTask<VenueReply<Leverage>> PrepareAsync(Symbol symbol, Leverage leverage, CancellationToken cancel = default)
    {
        var margin = await _calls.AskAsync(
            CallKind.Changing,
            (client, stop) => client.UsdFuturesApi.Account.ChangeMarginTypeAsync(symbol.Name, FuturesMarginType.Isolated, ct: stop),
            _ => true,
            cancel);
        return margin switch
        {
            VenueReply<bool>.Rejected { Code: not MarginTypeAlreadySo } or VenueReply<bool>.Unknown => Replies.Failed<bool, Leverage>(margin),
            _ => await _calls.AskAsync(
                CallKind.Changing,
                (client, stop) => client.UsdFuturesApi.Account.ChangeInitialLeverageAsync(symbol.Name, leverage.Value, ct: stop),
                set => set.Leverage > 0 ? new Leverage(set.Leverage) : throw new InvalidDataException("An answer without a leverage."),
                cancel),
        };
    }

    /// <summary>GET /fapi/v1/forceOrders.</summary>
    public ValueTask<VenueReply<IReadOnlyList<VenueOrder>>> ForcedOrdersAsync(Symbol symbol, DateTimeOffset from, CancellationToken cancel = default) => _calls.AskAsync(
        CallKind.Signed,
        (client, stop) => client.UsdFuturesApi.Trading.GetForcedOrdersAsync(symbol.Name, startTime: Earliest(from), ct: stop),
        IReadOnlyList<VenueOrder> (found) => [.. found.Select(Orders.Plain)],
        cancel);

    /// <summary>POST /fapi/v1/countdownCancelAll.</summary>
    public async ValueTask<VenueReply<bool>> ArmCountdownAsync(Symbol symbol, TimeSpan countdown, CancellationToken cancel = default) =>
        countdown < TimeSpan.Zero || countdown.TotalMilliseconds > int.MaxValue
            ? new VenueReply<bool>.Rejected(-1130, "not sent: a countdown is 0 to 2,147,483,647 ms.")
            : await _calls.AskAsync(CallKind.Changing, (client, stop) => client.UsdFuturesApi.Trading.CancelAllOrdersAfterTimeoutAsync(symbol.Name, countdown, ct: stop), _ => true, cancel);

    public void Dispose() => _clients.Dispose();

    /// <summary>The exchange takes no time before 1970.</summary>
    private static DateTime Earliest(DateTimeOffset from) => (from > DateTimeOffset.UnixEpoch ? from : DateTimeOffset.UnixEpoch).UtcDateTime;
}
