using Ballast.Application.Ports;

namespace Ballast.Venue.Matching;

/// <summary>A no of the venue with Binance's code. Codes that facts.md §4 does not list are Binance's public ones (such as -1121, -1131, -4001, -4028, -4084, -4135, -4137).</summary>
internal sealed record Refusal(int Code, string Message)
{
    public static readonly Refusal Unavailable = new(-1001, "Internal error; unable to process your request. Please try again.");
    public static readonly Refusal TooManyRequests = new(-1003, "Too many requests; current limit of request weight per minute is exceeded. Please use the websocket for live updates to avoid polling the API.");
    public static readonly Refusal Banned = new(-1003, "Way too many requests; the address is banned for going on after being told to stop.");
    public static readonly Refusal TooManyNewOrders = new(-1015, "Too many new orders.");
    public static readonly Refusal BadParameter = new(-1130, "Data sent for a parameter is not valid.");
    public static readonly Refusal MissingQuantity = new(-1102, "Mandatory parameter 'quantity' was not sent, was empty/null, or malformed.");
    public static readonly Refusal BadPrecision = new(-1111, "Precision is over the maximum defined for this asset.");
    public static readonly Refusal BadSymbol = new(-1121, "Invalid symbol.");
    public static readonly Refusal BadCallbackRate = new(-2007, "Invalid callBack rate.");
    public static readonly Refusal NotIsolated = new(-2010, "New order rejected: this venue keeps isolated margin only; set the margin type of the symbol to ISOLATED first.");
    public static readonly Refusal UnknownCancel = new(-2011, "Unknown order sent.");
    public static readonly Refusal UnknownOrder = new(-2013, "Order does not exist.");
    public static readonly Refusal NoMargin = new(-2019, "Margin is insufficient.");
    public static readonly Refusal WouldTrigger = new(-2021, "Order would immediately trigger.");
    public static readonly Refusal NothingToReduce = new(-2022, "ReduceOnly Order is rejected.");
    public static readonly Refusal TooManyOrders = new(-2025, "Reach max open order limit.");
    public static readonly Refusal AboveBracket = new(-2027, "Exceeded the maximum allowable position at current leverage.");
    public static readonly Refusal LeverageTooSmall = new(-2028, "Leverage is smaller than permitted: insufficient margin balance.");
    public static readonly Refusal PriceNotPositive = new(-4001, "Price less than 0.");
    public static readonly Refusal PriceAboveMax = new(-4002, "Price greater than max price.");
    public static readonly Refusal QuantityNotPositive = new(-4003, "Quantity less than or equal to zero.");
    public static readonly Refusal QuantityBelowMin = new(-4004, "Quantity less than min quantity.");
    public static readonly Refusal QuantityAboveMax = new(-4005, "Quantity greater than max quantity.");
    public static readonly Refusal PriceBelowMin = new(-4013, "Price less than min price.");
    public static readonly Refusal PriceOffTick = new(-4014, "Price not increased by tick size.");
    public static readonly Refusal BadClientId = new(-4015, "Client order id is not valid.");
    public static readonly Refusal AboveMarkBand = new(-4016, "Price is higher than mark price multiplier cap.");
    public static readonly Refusal QuantityOffStep = new(-4023, "Quantity not increased by step size.");
    public static readonly Refusal BelowMarkBand = new(-4024, "Price is lower than mark price multiplier floor.");
    public static readonly Refusal BadLeverage = new(-4028, "Leverage is not valid.");
    public static readonly Refusal TooManyConditionals = new(-4045, "Reach max stop order limit.");
    public static readonly Refusal SameMarginType = new(-4046, "No need to change margin type.");
    public static readonly Refusal MarginTypeWithOrders = new(-4047, "Margin type cannot be changed if there exists open orders.");
    public static readonly Refusal MarginTypeWithPosition = new(-4048, "Margin type cannot be changed if there exists position.");
    public static readonly Refusal DuplicateId = new(-4116, "ClientOrderId is duplicated.");
    public static readonly Refusal ClosePositionExists = new(-4130, "An open stop or take profit order with GTE and closePosition in the direction is existing.");
    public static readonly Refusal NoCounterparty = new(-4131, "The counterparty's best price does not meet the PERCENT_PRICE filter limit.");
    public static readonly Refusal NotTrading = new(-4141, "Symbol is closed.");
    public static readonly Refusal LeverageReduction = new(-4161, "Leverage reduction is not supported in Isolated Margin Mode with open positions.");
    public static readonly Refusal BelowMinNotional = new(-4164, "Order's notional must be no smaller than the minimum (unless you choose reduce only).");
    public static readonly Refusal NotFillable = new(-5021, "Due to the order could not be filled immediately, the FOK order has been rejected.");
    public static readonly Refusal NotPostable = new(-5022, "Due to the order could not be executed as maker, the Post Only order will be rejected.");

    public static readonly Refusal NothingToAmend = new(-5027, "No need to modify the order.");

    public VenueReply<T> As<T>() => new VenueReply<T>.Rejected(Code, Message);
}
