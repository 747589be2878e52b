using Ballast.Application.Ports;
using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Positions;
using Ballast.Simulation.Chance;
using Ballast.Simulation.Faults;

namespace Ballast.Simulation.World;

/// <summary>The venue as one process reaches it: over a network that delays and loses, at an exchange that refuses, throttles and bans.</summary>
internal sealed class VenueWire(IExchange exchange, IMarketData market, Wire wire, VenueWeather weather, Dice dice, Observers observers, TimeSpan patience, Func<Task> look) : IExchange, IMarketData
{
    // Binance drops a request that arrives later than its recvWindow of 5 s.
    private static readonly TimeSpan RecvWindow = TimeSpan.FromSeconds(5);

    public string Name => exchange.Name;

    public VenueUsage Usage => exchange.Usage;

    public ValueTask<VenueReply<DateTimeOffset>> ServerTimeAsync(CancellationToken cancel = default) => ReadAsync(() => exchange.ServerTimeAsync(cancel));

    public async ValueTask<VenueReply<VenueOrder>> PlaceAsync(OrderSpec order, CancellationToken cancel = default)
    {
        observers.Sent(wire.Process, order);
        var reply = await SendAsync(order, cancel);
        observers.Replied(order, reply);
        return reply;
    }

    private async ValueTask<VenueReply<VenueOrder>> SendAsync(OrderSpec order, CancellationToken cancel)
    {
        if (StopRefusal(order) is { } refusal)
        {
            return await ChangeAsync(() => ValueTask.FromResult<VenueReply<VenueOrder>>(refusal), !order.OnlyReduces);
        }

        return await ChangeAsync(
            async () =>
            {
                if (!order.OnlyReduces && wire.Faults.Hits(FaultKind.PartialFill))
                {
                    weather.ThinOut();
                }

                var reply = await exchange.PlaceAsync(order, cancel);
                weather.Placed(order, reply is VenueReply<VenueOrder>.Accepted && wire.Faults.Hits(FaultKind.LateVisibility));
                observers.Arrived(order, reply);
                await look();
                return reply;
            },
            !order.OnlyReduces);
    }

    public ValueTask<VenueReply<VenueOrder>> CancelAsync(Symbol symbol, ClientOrderId id, bool isConditional, CancellationToken cancel = default) =>
        ChangeAsync(() => exchange.CancelAsync(symbol, id, isConditional, cancel), isEntry: false);

    public ValueTask<VenueReply<VenueOrder>> QueryAsync(Symbol symbol, ClientOrderId id, bool isConditional, CancellationToken cancel = default) =>
        ReadAsync(() => weather.IsHidden(id) ? ValueTask.FromResult<VenueReply<VenueOrder>>(new VenueReply<VenueOrder>.Rejected(-2013, "Order does not exist.")) : exchange.QueryAsync(symbol, id, isConditional, cancel));

    public ValueTask<VenueReply<IReadOnlyList<VenueOrder>>> OpenOrdersAsync(Symbol? symbol, CancellationToken cancel = default) => ReadAsync(() => exchange.OpenOrdersAsync(symbol, cancel));

    public ValueTask<VenueReply<IReadOnlyList<VenuePosition>>> PositionsAsync(Symbol? symbol, CancellationToken cancel = default) => ReadAsync(() => exchange.PositionsAsync(symbol, cancel));

    public ValueTask<VenueReply<IReadOnlyList<Fill>>> FillsAsync(Symbol symbol, long fromTradeId, CancellationToken cancel = default) => ReadAsync(() => exchange.FillsAsync(symbol, fromTradeId, cancel));

    public ValueTask<VenueReply<IReadOnlyList<IncomeEntry>>> IncomeAsync(DateTimeOffset from, CancellationToken cancel = default) => ReadAsync(() => exchange.IncomeAsync(from, cancel));

    public ValueTask<VenueReply<VenueAccount>> AccountAsync(CancellationToken cancel = default) => ReadAsync(() => exchange.AccountAsync(cancel));

    public ValueTask<VenueReply<Leverage>> PrepareAsync(Symbol symbol, Leverage leverage, CancellationToken cancel = default) => ChangeAsync(() => exchange.PrepareAsync(symbol, leverage, cancel), isEntry: true);

    public ValueTask<VenueReply<IReadOnlyList<VenueOrder>>> ForcedOrdersAsync(Symbol symbol, DateTimeOffset from, CancellationToken cancel = default) => ReadAsync(() => exchange.ForcedOrdersAsync(symbol, from, cancel));

    public ValueTask<VenueReply<bool>> ArmCountdownAsync(Symbol symbol, TimeSpan countdown, CancellationToken cancel = default) => ChangeAsync(() => exchange.ArmCountdownAsync(symbol, countdown, cancel), isEntry: false);

    public ValueTask<VenueReply<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel = default) => DataAsync(() => market.InstrumentsAsync(cancel));

    public ValueTask<VenueReply<CandleWindow>> CandlesAsync(Symbol symbol, CandleInterval interval, int count, CancellationToken cancel = default) => DataAsync(() => market.CandlesAsync(symbol, interval, count, cancel));

    public ValueTask<VenueReply<IReadOnlyList<FlowBar>>> FlowAsync(Symbol symbol, int count, CancellationToken cancel = default) => DataAsync(() => market.FlowAsync(symbol, count, cancel));

    public ValueTask<VenueReply<OrderBook>> BookAsync(Symbol symbol, int depth, CancellationToken cancel = default) => DataAsync(() => market.BookAsync(symbol, depth, cancel));

    public ValueTask<VenueReply<IReadOnlyList<MarkPrice>>> MarksAsync(IReadOnlyList<Symbol> symbols, CancellationToken cancel = default) => DataAsync(() => market.MarksAsync(symbols, cancel));

    private ValueTask<VenueReply<T>> DataAsync<T>(Func<ValueTask<VenueReply<T>>> call) =>
        weather.HasNoData ? CallAsync(() => ValueTask.FromResult<VenueReply<T>>(new VenueReply<T>.Unknown("No market data (simulated).")), false) : ReadAsync(call);

    private ValueTask<VenueReply<T>> ReadAsync<T>(Func<ValueTask<VenueReply<T>>> call) =>
        wire.Faults.Hits(FaultKind.ServerError) ? CallAsync(() => ValueTask.FromResult(Error<T>()), false) : CallAsync(call, false);

    private async ValueTask<VenueReply<T>> ChangeAsync<T>(Func<ValueTask<VenueReply<T>>> call, bool isEntry)
    {
        if (wire.Faults.Hits(FaultKind.TimeoutThenEffect))
        {
            return await LateAsync(call);
        }

        if (wire.Faults.Hits(FaultKind.TimeoutWithoutEffect))
        {
            return await WaitInVainAsync<T>("it never arrived.", dice.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10)));
        }

        if (wire.Faults.Hits(FaultKind.ClockRefused))
        {
            return await CallAsync(() => ValueTask.FromResult<VenueReply<T>>(new VenueReply<T>.Rejected(-1021, "Timestamp for this request is outside of the recvWindow.")), true);
        }

        if (isEntry && wire.Faults.Hits(FaultKind.Throttled))
        {
            return await CallAsync(() => ValueTask.FromResult<VenueReply<T>>(new VenueReply<T>.Rejected(-1008, "Server is currently overloaded.")), true);
        }

        if (wire.Faults.Hits(FaultKind.TimeoutWithEffect))
        {
            await CallAsync(call, true, dice.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10)));
            return new VenueReply<T>.Unknown("-1007 (simulated): the answer was lost.");
        }

        if (wire.Faults.Hits(FaultKind.ServerError))
        {
            var hasEffect = dice.Happens(0.5);
            var reply = hasEffect ? await CallAsync(call, true) : await CallAsync(() => ValueTask.FromResult(Error<T>()), true);
            return hasEffect && reply is VenueReply<T>.Accepted ? Error<T>() : reply;
        }

        return await CallAsync(call, true);
    }

    private static VenueReply<T> Error<T>() => new VenueReply<T>.Unknown("HTTP 503 (simulated).");

    /// <summary>The caller gives up first; the request arrives within its recvWindow all the same.</summary>
    private async ValueTask<VenueReply<T>> LateAsync<T>(Func<ValueTask<VenueReply<T>>> call)
    {
        weather.World.Begin(async () =>
        {
            await weather.Time.WaitAsync(dice.Between(TimeSpan.FromSeconds(1), RecvWindow));
            if (!weather.IsClosed)
            {
                await ArriveAsync(call);
            }
        });
        return await WaitInVainAsync<T>("no answer yet.", dice.Between(TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(3)));
    }

    /// <summary>A request that the venue has not seen: nothing of it answers, no limit either.</summary>
    private ValueTask<VenueReply<T>> WaitInVainAsync<T>(string why, TimeSpan back) =>
        TravelAsync(() => ValueTask.FromResult<VenueReply<T>>(new VenueReply<T>.Unknown($"-1007 (simulated): {why}")), true, back);

    /// <summary>At the venue, where a limit meets it before it does anything.</summary>
    private ValueTask<VenueReply<T>> ArriveAsync<T>(Func<ValueTask<VenueReply<T>>> call) => weather.Refusal<T>() is { } refusal ? ValueTask.FromResult(refusal) : call();

    private ValueTask<VenueReply<T>> CallAsync<T>(Func<ValueTask<VenueReply<T>>> call, bool isStep, TimeSpan? back = null) => TravelAsync(() => ArriveAsync(call), isStep, back);

    private async ValueTask<VenueReply<T>> TravelAsync<T>(Func<ValueTask<VenueReply<T>>> there, bool isStep, TimeSpan? back)
    {
        observers.Called(wire.Process);
        var from = weather.Time.GetTimestamp();
        var isSlow = wire.Faults.Hits(FaultKind.Slow);
        var reply = await wire.CallAsync(
            isSlow ? TimeSpan.FromSeconds(0.5) : TimeSpan.FromMilliseconds(10),
            isSlow ? TimeSpan.FromSeconds(4) : TimeSpan.FromMilliseconds(60),
            isStep,
            there);
        await wire.PauseAsync(back ?? dice.Between(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(isSlow ? 4000 : 30)));

        // An answer that comes after the caller has given up is heard by nobody.
        if (reply is VenueReply<T>.Rejected { Code: -1003 } limit && weather.Time.GetElapsedTime(from) < patience)
        {
            observers.VenueSaid(wire.Process, limit.Code, limit.IsBan, limit.RetryAfter);
        }

        return reply;
    }

    private VenueReply<VenueOrder>.Rejected? StopRefusal(OrderSpec order)
    {
        if (order is not OrderSpec.Conditional { Type: ConditionalType.StopMarket })
        {
            return null;
        }

        return wire.Faults.Hits(FaultKind.StopWouldTrigger) ? new(-2021, "Order would immediately trigger.")
            : wire.Faults.Hits(FaultKind.StopWrongEndpoint) ? new(-4120, "Order type not supported for this endpoint.")
            : wire.Faults.Hits(FaultKind.StopExists) ? new(-4130, "An open stop or take profit order with GTE and closePosition in the direction is existing.")
            : wire.Faults.Hits(FaultKind.StopNoMargin) ? new(-2019, "Margin is insufficient.")
            : null;
    }
}
