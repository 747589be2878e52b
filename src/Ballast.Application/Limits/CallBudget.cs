using Ballast.Application.Ports;
using Ballast.Application.Telemetry;
using Ballast.Core.Accounting;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Positions;
using Ballast.Core.Risk;

namespace Ballast.Application.Limits;

/// <summary>
/// The exchange within its limits: calls for new entries stop at their share, everything backs off after a 429, nothing is called while
/// banned. What it refuses itself is answered <c>Rejected(-1003)</c> with RetryAfter and was not sent: for an order, proof that it does
/// not exist. It also does what a code asks for beyond the order that met it (<see cref="AccountReaction"/>). Source: facts.md §4.
/// </summary>
public sealed class CallBudget(IExchange exchange, IMarketData market, VenueBans bans, CriticalErrors critical, LimitOptions options, TimeProvider time) : IExchange, IMarketData
{
    /// <summary>"Too many requests": the venue's code, and ours for a call that was not made.</summary>
    public const int TooMany = -1003;

    // When the venue gives no time: a back-off, and a ban at its shortest.
    private static readonly TimeSpan UnnamedBackOff = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan UnnamedBan = TimeSpan.FromMinutes(2);

    // What the back-off has held up goes in this order: exits first, everything else this much later.
    private static readonly TimeSpan ExitsFirst = TimeSpan.FromSeconds(1);

    // The shorter of the venue's two windows of orders.
    private static readonly TimeSpan EntryPause = TimeSpan.FromSeconds(10);

    private long _entriesFrom;
    private long _instrumentsDoubtedAt;

    private enum Purpose
    {
        /// <summary>A new position.</summary>
        Entry,

        /// <summary>What new positions are decided by.</summary>
        Data,
        Look,
        Exit,
    }

    public string Name => exchange.Name;

    public VenueUsage Usage => exchange.Usage;

    /// <summary>When the venue last refused something that its own filters or brackets should have allowed: what was read before is not to be trusted.</summary>
    public DateTimeOffset InstrumentsDoubtedAt => new(Interlocked.Read(ref _instrumentsDoubtedAt), TimeSpan.Zero);

    public ValueTask<VenueReply<DateTimeOffset>> ServerTimeAsync(CancellationToken cancel = default) =>
        CallAsync(Purpose.Look, null, CallWeights.One, 0, () => exchange.ServerTimeAsync(cancel), cancel);

    public ValueTask<VenueReply<VenueOrder>> PlaceAsync(OrderSpec order, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        return Spans.OfOrderAsync(
            "venue.place",
            order.Id,
            order.Symbol,
            () => CallAsync(order.OnlyReduces ? Purpose.Exit : Purpose.Entry, order.Symbol, order.IsConditional ? 0 : CallWeights.One, 1, () => exchange.PlaceAsync(order, cancel), cancel),
            order.GetType().Name);
    }

    public ValueTask<VenueReply<VenueOrder>> CancelAsync(Symbol symbol, ClientOrderId id, bool isConditional, CancellationToken cancel = default) =>
        Spans.OfOrderAsync("venue.cancel", id, symbol, () => CallAsync(Purpose.Exit, symbol, CallWeights.One, 0, () => exchange.CancelAsync(symbol, id, isConditional, cancel), cancel));

    public ValueTask<VenueReply<VenueOrder>> QueryAsync(Symbol symbol, ClientOrderId id, bool isConditional, CancellationToken cancel = default) =>
        Spans.OfOrderAsync("venue.query", id, symbol, () => CallAsync(Purpose.Exit, symbol, CallWeights.One, 0, () => exchange.QueryAsync(symbol, id, isConditional, cancel), cancel));

    public ValueTask<VenueReply<IReadOnlyList<VenueOrder>>> OpenOrdersAsync(Symbol? symbol, CancellationToken cancel = default) =>
        CallAsync(Purpose.Look, symbol, CallWeights.OpenOrders(symbol is not null), 0, () => exchange.OpenOrdersAsync(symbol, cancel), cancel);

    public ValueTask<VenueReply<IReadOnlyList<VenuePosition>>> PositionsAsync(Symbol? symbol, CancellationToken cancel = default) =>
        CallAsync(Purpose.Look, symbol, CallWeights.Positions, 0, () => exchange.PositionsAsync(symbol, cancel), cancel);

    public ValueTask<VenueReply<IReadOnlyList<Fill>>> FillsAsync(Symbol symbol, long fromTradeId, CancellationToken cancel = default) =>
        CallAsync(Purpose.Look, symbol, CallWeights.Fills, 0, () => exchange.FillsAsync(symbol, fromTradeId, cancel), cancel);

    public ValueTask<VenueReply<IReadOnlyList<IncomeEntry>>> IncomeAsync(DateTimeOffset from, CancellationToken cancel = default) =>
        CallAsync(Purpose.Look, null, CallWeights.Income, 0, () => exchange.IncomeAsync(from, cancel), cancel);

    public ValueTask<VenueReply<VenueAccount>> AccountAsync(CancellationToken cancel = default) =>
        CallAsync(Purpose.Look, null, CallWeights.Account, 0, () => exchange.AccountAsync(cancel), cancel);

    public ValueTask<VenueReply<Leverage>> PrepareAsync(Symbol symbol, Leverage leverage, CancellationToken cancel = default) =>
        CallAsync(Purpose.Entry, symbol, CallWeights.Prepare, 0, () => exchange.PrepareAsync(symbol, leverage, cancel), cancel);

    public ValueTask<VenueReply<IReadOnlyList<VenueOrder>>> ForcedOrdersAsync(Symbol symbol, DateTimeOffset from, CancellationToken cancel = default) =>
        CallAsync(Purpose.Look, symbol, CallWeights.Forced, 0, () => exchange.ForcedOrdersAsync(symbol, from, cancel), cancel);

    public ValueTask<VenueReply<bool>> ArmCountdownAsync(Symbol symbol, TimeSpan countdown, CancellationToken cancel = default) =>
        CallAsync(Purpose.Exit, symbol, CallWeights.Countdown, 0, () => exchange.ArmCountdownAsync(symbol, countdown, cancel), cancel);

    public ValueTask<VenueReply<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel = default) =>
        CallAsync(Purpose.Data, null, CallWeights.Instruments, 0, () => market.InstrumentsAsync(cancel), cancel);

    public ValueTask<VenueReply<CandleWindow>> CandlesAsync(Symbol symbol, CandleInterval interval, int count, CancellationToken cancel = default) =>
        CallAsync(Purpose.Data, symbol, CallWeights.Candles(count), 0, () => market.CandlesAsync(symbol, interval, count, cancel), cancel);

    public ValueTask<VenueReply<IReadOnlyList<FlowBar>>> FlowAsync(Symbol symbol, int count, CancellationToken cancel = default) =>
        CallAsync(Purpose.Data, symbol, CallWeights.Candles(count), 0, () => market.FlowAsync(symbol, count, cancel), cancel);

    public ValueTask<VenueReply<OrderBook>> BookAsync(Symbol symbol, int depth, CancellationToken cancel = default) =>
        CallAsync(Purpose.Look, symbol, CallWeights.Book(depth), 0, () => market.BookAsync(symbol, depth, cancel), cancel);

    public ValueTask<VenueReply<IReadOnlyList<MarkPrice>>> MarksAsync(IReadOnlyList<Symbol> symbols, CancellationToken cancel = default) =>
        CallAsync(Purpose.Look, null, CallWeights.Marks, 0, () => market.MarksAsync(symbols, cancel), cancel);

    private async ValueTask<VenueReply<T>> CallAsync<T>(Purpose purpose, Symbol? symbol, int weight, int orders, Func<ValueTask<VenueReply<T>>> call, CancellationToken cancel)
    {
        if (await BackOffAsync<T>(purpose, cancel) is { } held)
        {
            return held;
        }

        var entriesFrom = new DateTimeOffset(Interlocked.Read(ref _entriesFrom), TimeSpan.Zero);
        if (purpose == Purpose.Entry && entriesFrom - time.GetUtcNow() is { Ticks: > 0 } pause)
        {
            return Refused<T>($"not sent: entries pause until {entriesFrom.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}.", pause, isBan: false);
        }

        if (purpose is Purpose.Entry or Purpose.Data && OverShare(weight, orders) is { } over)
        {
            return Refused<T>($"not sent: {over}; entries have {options.EntryShare * 100:0} % of a limit.", TimeSpan.FromSeconds(10), isBan: false);
        }

        var reply = await InTimeAsync(call, cancel);
        if (reply is VenueReply<T>.Rejected rejected)
        {
            await NoteAsync(symbol, rejected.Code, rejected.Message, rejected.RetryAfter, rejected.IsBan, cancel);
        }

        return reply;
    }

    /// <summary>A call without an answer in time is of unknown outcome; what it still does shows when it is looked up.</summary>
    private async ValueTask<VenueReply<T>> InTimeAsync<T>(Func<ValueTask<VenueReply<T>>> call, CancellationToken cancel)
    {
        var answer = call();
        if (answer.IsCompletedSuccessfully)
        {
            return answer.Result;
        }

        try
        {
            return await answer.AsTask().WaitAsync(options.CallWithin, time, cancel);
        }
        catch (TimeoutException)
        {
            return new VenueReply<T>.Unknown(FormattableString.Invariant($"no answer within {options.CallWithin.TotalSeconds:0.#} s"));
        }
    }

    /// <summary>An exit waits for a short back-off; everything else, and everything during a ban, is refused.</summary>
    private async ValueTask<VenueReply<T>?> BackOffAsync<T>(Purpose purpose, CancellationToken cancel)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            var ban = await bans.CurrentAsync(cancel) ?? (purpose == Purpose.Exit ? null : JustEnded(now));
            if (ban is null)
            {
                return null;
            }

            var left = ban.Until - now;
            if (ban.IsBan || purpose != Purpose.Exit || left > options.ExitPatience)
            {
                return Refused<T>($"not sent: {(ban.IsBan ? "banned" : "backing off")} until {ban.Until.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}.", left > TimeSpan.Zero ? left : ExitsFirst, ban.IsBan);
            }

            // Rounded up: a delay counts in whole milliseconds, and one of none would ask again without end.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), time, cancel);
        }
    }

    private VenueBan? JustEnded(DateTimeOffset now) => bans.Last is { } last && now < last.Until + ExitsFirst ? last : null;

    /// <summary>What of the limits would be over the entries' share with this call; null: nothing. The venue's figures count for their own window only.</summary>
    private string? OverShare(int weight, int orders)
    {
        var usage = exchange.Usage;
        var now = time.GetUtcNow();
        var isMinute = SameWindow(usage.At, now, TimeSpan.FromMinutes(1));
        return Over("request weight", isMinute ? usage.Weight : 0, weight, usage.WeightLimit)
            ?? Over("orders per minute", isMinute ? usage.Orders1m : 0, orders, usage.Orders1mLimit)
            ?? Over("orders per 10 s", SameWindow(usage.At, now, TimeSpan.FromSeconds(10)) ? usage.Orders10s : 0, orders, usage.Orders10sLimit);
    }

    private string? Over(string what, int used, int more, int limit) =>
        more > 0 && used + more > limit * options.EntryShare ? FormattableString.Invariant($"{what} {used} of {limit}") : null;

    private static bool SameWindow(DateTimeOffset at, DateTimeOffset now, TimeSpan window) => at.UtcTicks / window.Ticks == now.UtcTicks / window.Ticks;

    private async ValueTask NoteAsync(Symbol? symbol, int code, string message, TimeSpan? retryAfter, bool isBan, CancellationToken cancel)
    {
        if (isBan || (code == TooMany && !message.StartsWith("not sent:", StringComparison.Ordinal)))
        {
            var now = time.GetUtcNow();
            await bans.NoteAsync(new VenueBan(now + (retryAfter ?? (isBan ? UnnamedBan : UnnamedBackOff)), message, now, isBan), cancel);
        }

        var meaning = VenueCodes.Of(code).Meaning;
        switch (meaning.Account)
        {
            case AccountReaction.KillSwitch:
                await critical.RaiseAsync(FormattableString.Invariant($"VENUE_REFUSES_US {code}"), $"the exchange answers {message}", isKill: true, cancel);
                break;
            case AccountReaction.HaltAccount:
                await critical.HaltAsync(null, meaning.Name, Answer(code, message), cancel);
                break;
            case AccountReaction.HaltSymbol:
                await critical.HaltAsync(symbol, meaning.Name, Answer(code, message), cancel);
                break;
            case AccountReaction.PauseEntries:
                Interlocked.Exchange(ref _entriesFrom, (time.GetUtcNow() + EntryPause).UtcTicks);
                break;
            case AccountReaction.ReadInstruments:
                Interlocked.Exchange(ref _instrumentsDoubtedAt, time.GetUtcNow().UtcTicks);
                break;
            case AccountReaction.None or AccountReaction.Alert or AccountReaction.BackOff or AccountReaction.BackOffAndAlert or AccountReaction.ReadClock or AccountReaction.HoldSymbol:
                // Done where the answer is read, or above.
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static string Answer(int code, string message) => FormattableString.Invariant($"The exchange answers {code} {message.TrimEnd('.')}.");

    private static VenueReply<T>.Rejected Refused<T>(string why, TimeSpan retryAfter, bool isBan) => new(TooMany, why) { RetryAfter = retryAfter, IsBan = isBan };
}
