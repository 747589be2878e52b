using System.Collections.Frozen;
using Ballast.Core.Market;

namespace Ballast.Core.Positions;

/// <summary>One of the venue's codes. A positive code is an HTTP status that came without one.</summary>
/// <param name="Says">What the venue means by it.</param>
public sealed record VenueCode(int Code, string Says, VenueMeaning Meaning);

/// <summary>
/// What the venue's codes mean: the only place that knows. Source: facts.md §4, the exchange's page of error codes; those marked "public"
/// are on that page but not in facts.md. A row changed here fails a golden test until the change is reviewed.
/// </summary>
public static class VenueCodes
{
    public static EquatableList<VenueCode> All { get; } =
    [
        new(-1000, "Unknown error while processing (public)", VenueMeaning.OutcomeUnknown),
        new(-1001, "Internal error, disconnected", VenueMeaning.Overloaded),
        new(-1003, "Too many requests", VenueMeaning.RateExceeded),
        new(-1006, "Unexpected response, status unknown", VenueMeaning.OutcomeUnknown),
        new(-1007, "Time-out, status unknown", VenueMeaning.OutcomeUnknown),
        new(-1008, "Throttled by overload protection (reduce-only exempt)", VenueMeaning.Throttled),
        new(-1015, "Too many new orders", VenueMeaning.TooManyOrders),
        new(-1016, "Service shutting down", VenueMeaning.Overloaded),
        new(-1021, "Time stamp outside recvWindow", VenueMeaning.ClockOff),
        new(-1022, "Signature not valid", VenueMeaning.KeyRefused),
        new(-1102, "Mandatory parameter missing or malformed", VenueMeaning.BadOrder),
        new(-1106, "Parameter not required", VenueMeaning.BadOrder),
        new(-1111, "Precision over the maximum", VenueMeaning.BadOrder),
        new(-1116, "Order type not valid", VenueMeaning.BadOrder),
        new(-1121, "Symbol not valid (public)", VenueMeaning.BadOrder),
        new(-1130, "Parameter data not valid (public)", VenueMeaning.BadOrder),
        new(-2010, "New order rejected", VenueMeaning.NoLiquidity),
        new(-2011, "Cancel of an unknown order", VenueMeaning.NotFound),
        new(-2013, "Order does not exist", VenueMeaning.NotFound),
        new(-2014, "Key format not valid", VenueMeaning.KeyRefused),
        new(-2015, "Key, address or permission refused", VenueMeaning.KeyRefused),
        new(-2017, "Key locked", VenueMeaning.KeyRefused),
        new(-2018, "Balance not sufficient", VenueMeaning.NoMargin),
        new(-2019, "Margin not sufficient", VenueMeaning.NoMargin),
        new(-2021, "Stop would trigger at once", VenueMeaning.PriceThrough),
        new(-2022, "Reduce-only rejected", VenueMeaning.ReduceConflict),
        new(-2023, "Account in liquidation", VenueMeaning.InLiquidation),
        new(-2025, "Too many open orders", VenueMeaning.TooManyOrders),
        new(-2027, "Position above what the leverage allows", VenueMeaning.LeverageConflict),
        new(-2028, "Leverage too small for the margin", VenueMeaning.LeverageConflict),
        new(-4001, "Price not above zero (public)", VenueMeaning.BadOrder),
        new(-4002, "Price above the maximum (public)", VenueMeaning.BadOrder),
        new(-4003, "Quantity not above zero", VenueMeaning.BadOrder),
        new(-4004, "Quantity under the minimum", VenueMeaning.BadOrder),
        new(-4005, "Quantity above the maximum", VenueMeaning.TooLarge),
        new(-4013, "Price under the minimum", VenueMeaning.BadOrder),
        new(-4014, "Price off the tick", VenueMeaning.BadOrder),
        new(-4015, "Client order id not valid", VenueMeaning.BadOrder),
        new(-4016, "Price above the mark's band", VenueMeaning.BadOrder),
        new(-4023, "Quantity off the step", VenueMeaning.BadOrder),
        new(-4024, "Price under the mark's band", VenueMeaning.BadOrder),
        new(-4028, "Leverage not valid (public)", VenueMeaning.LeverageConflict),
        new(-4045, "Too many stop orders", VenueMeaning.TooManyOrders),
        new(-4046, "Margin type already so", VenueMeaning.AlreadySo),
        new(-4050, "Cross balance not sufficient", VenueMeaning.NoMargin),
        new(-4051, "Isolated balance not sufficient", VenueMeaning.NoMargin),
        new(-4059, "Position mode already so", VenueMeaning.AlreadySo),
        new(-4060, "Position side not valid", VenueMeaning.ModeMismatch),
        new(-4061, "Position side does not match the mode", VenueMeaning.ModeMismatch),
        new(-4062, "Reduce-only does not fit the mode", VenueMeaning.ModeMismatch),
        new(-4087, "Account may only reduce", VenueMeaning.KeyRefused),
        new(-4088, "Account may not place orders", VenueMeaning.KeyRefused),
        new(-4116, "Client order id duplicated", VenueMeaning.IdInUse),
        new(-4118, "Reduce-only check failed", VenueMeaning.ReduceConflict),
        new(-4120, "Conditional type at the plain endpoint", VenueMeaning.WrongEndpoint),
        new(-4130, "Close-position stop exists in the direction", VenueMeaning.StopExists),
        new(-4131, "Counterparty's best price outside PERCENT_PRICE", VenueMeaning.NoLiquidity),
        new(-4140, "Symbol status does not allow opening", VenueMeaning.NoLiquidity),
        new(-4141, "Symbol is closed", VenueMeaning.NoLiquidity),
        new(-4142, "Trigger price would trigger at once", VenueMeaning.PriceThrough),
        new(-4161, "Leverage may not be reduced with a position", VenueMeaning.LeverageConflict),
        new(-4164, "Notional under the minimum", VenueMeaning.BelowMinimum),
        new(-4192, "Cooling-off period", VenueMeaning.EntriesForbidden),
        new(-4400, "Quantitative rules", VenueMeaning.EntriesForbidden),
        new(-4401, "Quantitative rules, large position", VenueMeaning.EntriesForbidden),
        new(-4402, "Region not allowed", VenueMeaning.EntriesForbidden),
        new(-4411, "Agreement not signed (unverified)", VenueMeaning.EntriesForbidden),
        new(-4509, "Close-position stop without a position (public)", VenueMeaning.ReduceConflict),
        new(-5021, "FOK not fillable", VenueMeaning.NotFillable),
        new(-5022, "Post-only would take", VenueMeaning.NotFillable),
        new(-5024, "Not allowed in this state of the symbol", VenueMeaning.NoLiquidity),
        new(-5027, "Amendment changes nothing", VenueMeaning.AlreadySo),
        new(-5028, "Time stamp outside the engine's recvWindow", VenueMeaning.ClockOff),
        new(-5041, "No depth for a best-price order", VenueMeaning.NotFillable),
        new(403, "Refused by the firewall", VenueMeaning.Banned),
        new(408, "Request time-out", VenueMeaning.OutcomeUnknown),
        new(418, "Address banned", VenueMeaning.Banned),
        new(429, "Too many requests", VenueMeaning.RateExceeded),
        new(503, "Service unavailable", VenueMeaning.OutcomeUnknown),
    ];

    private static readonly FrozenDictionary<int, VenueCode> ByCode = All.ToFrozenDictionary(c => c.Code);

    /// <summary>The row of a code; one that no row names is <see cref="VenueMeaning.Unlisted"/>.</summary>
    public static VenueCode Of(int code) => ByCode.TryGetValue(code, out var known) ? known : new VenueCode(code, "Not listed", VenueMeaning.Unlisted);

    /// <summary>The waits before the look-ups of an order of unknown outcome: 1, 2, 4 and 8 s after the doubt arose, then every 8 s. Source: facts.md §4.</summary>
    public static EquatableList<int> LookAfterSeconds { get; } = [1, 1, 2, 4, 8];

    /// <summary>An order that is sent again "soon" goes this long after the one refused.</summary>
    public static TimeSpan SendAgainAfter { get; } = TimeSpan.FromSeconds(1);
}
