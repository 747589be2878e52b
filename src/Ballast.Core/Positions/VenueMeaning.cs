using Ballast.Core.Market;

namespace Ballast.Core.Positions;

/// <summary>What a class of the venue's answers means and what follows from it for each kind of request.</summary>
/// <param name="Name">Stable; it stands in notices and in docs/execution.md.</param>
/// <param name="Says">In a person's words.</param>
/// <param name="Why">Why the reactions are what they are.</param>
/// <param name="ProvesNotExecuted">True when the request can have had no effect.</param>
public sealed record VenueMeaning(
    string Name,
    string Says,
    bool ProvesNotExecuted,
    EntryReaction Entry,
    StopReaction Stop,
    CloseReaction Close,
    CancelReaction Cancel,
    QueryReaction Query,
    AccountReaction Account,
    string Why)
{
    public static readonly VenueMeaning OutcomeUnknown = new("OUTCOME_UNKNOWN", "Execution status unknown", false,
        EntryReaction.LookUp, StopReaction.LookUp, CloseReaction.LookUp, CancelReaction.LookUp, QueryReaction.LookAgain, AccountReaction.HoldSymbol,
        "It may have happened. An entry is never sent again on a guess; what only reduces may be.");

    public static readonly VenueMeaning Overloaded = new("OVERLOADED", "Failed or overloaded, perhaps after it was read", false,
        EntryReaction.LookUp, StopReaction.LookUp, CloseReaction.LookUp, CancelReaction.LookUp, QueryReaction.LookAgain, AccountReaction.HoldSymbol,
        "Only -1008 and 429 prove that nothing happened: everything else is looked up like an unknown outcome.");

    public static readonly VenueMeaning Throttled = new("THROTTLED", "Throttled before it was read", true,
        EntryReaction.Drop, StopReaction.SendSoon, CloseReaction.SendSoon, CancelReaction.LookUp, QueryReaction.LookAgain, AccountReaction.PauseEntries,
        "Nothing happened. A late entry is worth nothing; a stop is worth every try until the deadline.");

    public static readonly VenueMeaning RateExceeded = new("RATE_EXCEEDED", "Too many requests", true,
        EntryReaction.Drop, StopReaction.SendSoon, CloseReaction.SendSoon, CancelReaction.LookUp, QueryReaction.LookAgain, AccountReaction.BackOff,
        "Nothing happened. Going on calling ends in a ban, so all calls wait for Retry-After.");

    public static readonly VenueMeaning Banned = new("BANNED", "The address is banned", true,
        EntryReaction.Drop, StopReaction.SendSoon, CloseReaction.SendSoon, CancelReaction.LookUp, QueryReaction.LookAgain, AccountReaction.BackOffAndAlert,
        "Nothing happened, and nothing can be done from this address for minutes to days: a person must know.");

    public static readonly VenueMeaning TooManyOrders = new("TOO_MANY_ORDERS", "Order rate or number of open orders exceeded", true,
        EntryReaction.Drop, StopReaction.SendSoon, CloseReaction.SendSoon, CancelReaction.LookUp, QueryReaction.LookAgain, AccountReaction.PauseEntries,
        "Nothing happened. Market closes need no open order and no place among the stops, so the deadline's close still works.");

    public static readonly VenueMeaning ClockOff = new("CLOCK_OFF", "Outside the receive window", true,
        EntryReaction.OnceMore, StopReaction.OnceMore, CloseReaction.OnceMore, CancelReaction.OnceMore, QueryReaction.OnceMore, AccountReaction.ReadClock,
        "Refused unread because of its time stamp: with the clock read anew the same request may go once more.");

    public static readonly VenueMeaning KeyRefused = new("KEY_REFUSED", "Signature, key, address or permission refused", true,
        EntryReaction.Drop, StopReaction.SendSoon, CloseReaction.SendSoon, CancelReaction.LookUp, QueryReaction.LookAgain, AccountReaction.KillSwitch,
        "No order will pass until a person has mended it; exits go on being tried.");

    public static readonly VenueMeaning InLiquidation = new("IN_LIQUIDATION", "The account is being liquidated", true,
        EntryReaction.Drop, StopReaction.SendSoon, CloseReaction.SendSoon, CancelReaction.LookUp, QueryReaction.LookAgain, AccountReaction.KillSwitch,
        "The venue is closing positions itself; what it leaves is guarded or closed.");

    public static readonly VenueMeaning BadOrder = new("BAD_ORDER", "A parameter, tick, step or bound is wrong", true,
        EntryReaction.Drop, StopReaction.WaitForDeadline, CloseReaction.SendSoon, CancelReaction.LookUp, QueryReaction.LookAgain, AccountReaction.ReadInstruments,
        "Our bug, or the instrument has changed since it was read. The same stop would be refused again; a market close asks for less.");

    public static readonly VenueMeaning TooLarge = new("TOO_LARGE", "More than one order may hold", true,
        EntryReaction.Drop, StopReaction.WaitForDeadline, CloseReaction.SendSmaller, CancelReaction.LookUp, QueryReaction.LookAgain, AccountReaction.ReadInstruments,
        "A close goes in parts.");

    public static readonly VenueMeaning NoLiquidity = new("NO_LIQUIDITY", "Rejected: no liquidity at an allowed price, or the symbol does not trade", true,
        EntryReaction.Drop, StopReaction.SendSoon, CloseReaction.SendSmaller, CancelReaction.LookUp, QueryReaction.LookAgain, AccountReaction.Alert,
        "A smaller close may pass where the whole does not.");

    public static readonly VenueMeaning NotFound = new("NOT_FOUND", "The venue does not know the order", true,
        EntryReaction.LookUp, StopReaction.LookUp, CloseReaction.LookUp, CancelReaction.LookUp, QueryReaction.NotFound, AccountReaction.None,
        "It may have filled, or not be visible yet: a cancel asks first, and absence needs its proof.");

    public static readonly VenueMeaning NoMargin = new("NO_MARGIN", "Balance or margin too small", true,
        EntryReaction.Drop, StopReaction.CloseNow, CloseReaction.ReadPosition, CancelReaction.LookUp, QueryReaction.LookAgain, AccountReaction.Alert,
        "No retry mends it. A position that cannot even have a stop is closed; the next entry is sized from what is there.");

    public static readonly VenueMeaning PriceThrough = new("PRICE_THROUGH", "It would trigger at once", true,
        EntryReaction.Drop, StopReaction.CloseNow, CloseReaction.SendSoon, CancelReaction.LookUp, QueryReaction.LookAgain, AccountReaction.None,
        "The price is already beyond the stop: what the stop would have done is done now.");

    public static readonly VenueMeaning ReduceConflict = new("REDUCE_CONFLICT", "Reduce-only conflicts with the position or other orders", true,
        EntryReaction.Drop, StopReaction.ReadPosition, CloseReaction.ReadPosition, CancelReaction.LookUp, QueryReaction.LookAgain, AccountReaction.None,
        "Mostly something else has closed it already: flat is success.");

    public static readonly VenueMeaning LeverageConflict = new("LEVERAGE_CONFLICT", "Leverage does not fit the position or its margin", true,
        EntryReaction.Drop, StopReaction.SendSoon, CloseReaction.SendSoon, CancelReaction.LookUp, QueryReaction.LookAgain, AccountReaction.ReadInstruments,
        "Brackets are read again; the next entry is sized by them.");

    public static readonly VenueMeaning AlreadySo = new("ALREADY_SO", "Nothing to change", false,
        EntryReaction.LookUp, StopReaction.LookUp, CloseReaction.LookUp, CancelReaction.LookUp, QueryReaction.LookAgain, AccountReaction.None,
        "What was asked for holds already: success.");

    public static readonly VenueMeaning IdInUse = new("ID_IN_USE", "The client order id is open already", false,
        EntryReaction.LookUp, StopReaction.LookUp, CloseReaction.LookUp, CancelReaction.LookUp, QueryReaction.LookAgain, AccountReaction.None,
        "Ids are derived, so it is this very order, sent before: it is read back.");

    public static readonly VenueMeaning StopExists = new("STOP_EXISTS", "A close-position stop stands already", true,
        EntryReaction.Drop, StopReaction.AdoptOrReplace, CloseReaction.SendSoon, CancelReaction.LookUp, QueryReaction.LookAgain, AccountReaction.None,
        "It may be ours from before, or somebody's: it is looked at before anything is cancelled.");

    public static readonly VenueMeaning ModeMismatch = new("MODE_MISMATCH", "Position side does not fit the account's mode", true,
        EntryReaction.Drop, StopReaction.WaitForDeadline, CloseReaction.SendSoon, CancelReaction.LookUp, QueryReaction.LookAgain, AccountReaction.HaltAccount,
        "Somebody has switched hedge mode on: a wrong setting, not a passing state.");

    public static readonly VenueMeaning WrongEndpoint = new("WRONG_ENDPOINT", "Conditional order at the plain endpoint", true,
        EntryReaction.Drop, StopReaction.WaitForDeadline, CloseReaction.SendSoon, CancelReaction.LookUp, QueryReaction.LookAgain, AccountReaction.Alert,
        "Our own bug: conditional orders belong to the algo endpoint. No repetition helps; the deadline closes the position.");

    public static readonly VenueMeaning BelowMinimum = new("BELOW_MINIMUM", "Notional under the minimum", true,
        EntryReaction.Drop, StopReaction.WaitForDeadline, CloseReaction.SendSoon, CancelReaction.LookUp, QueryReaction.LookAgain, AccountReaction.None,
        "The trade is skipped; reduce-only orders are exempt.");

    public static readonly VenueMeaning EntriesForbidden = new("ENTRIES_FORBIDDEN", "Cooling-off, quantitative rule, region or agreement", true,
        EntryReaction.Drop, StopReaction.SendSoon, CloseReaction.SendSoon, CancelReaction.LookUp, QueryReaction.LookAgain, AccountReaction.HaltSymbol,
        "The venue takes no new risk from us until a person has cleared it; exits stay allowed.");

    public static readonly VenueMeaning NotFillable = new("NOT_FILLABLE", "Not fillable as asked", true,
        EntryReaction.Drop, StopReaction.SendSoon, CloseReaction.SendSoon, CancelReaction.LookUp, QueryReaction.LookAgain, AccountReaction.None,
        "FOK, post-only or best-price orders come to nothing at this moment.");

    /// <summary>The default of a code that no row names: the careful reading of each kind.</summary>
    public static readonly VenueMeaning Unlisted = new("UNLISTED", "No row names the code", false,
        EntryReaction.LookUp, StopReaction.SendAgain, CloseReaction.SendSoon, CancelReaction.LookUp, QueryReaction.LookAgain, AccountReaction.Alert,
        "Nobody has read what it proves: an entry is looked up until known, a stop tried a few times and then replaced by a close.");

    /// <summary>All of them, in the order of docs/execution.md.</summary>
    public static EquatableList<VenueMeaning> All { get; } =
    [
        OutcomeUnknown, Overloaded, Throttled, RateExceeded, Banned, TooManyOrders, ClockOff, KeyRefused, InLiquidation, BadOrder, TooLarge, NoLiquidity, NotFound, NoMargin,
        PriceThrough, ReduceConflict, LeverageConflict, AlreadySo, IdInUse, StopExists, ModeMismatch, WrongEndpoint, BelowMinimum, EntriesForbidden, NotFillable, Unlisted,
    ];
}
