using Ballast.Core.Market;

namespace Ballast.Core.Positions;

/// <summary>What an order asks of the venue. Plain orders go to the order endpoint, conditional ones to the algo endpoint.</summary>
[System.Text.Json.Serialization.JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(OrderSpec.Limit), "limit")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(OrderSpec.Market), "market")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(OrderSpec.Conditional), "conditional")]
public abstract record OrderSpec(ClientOrderId Id, Symbol Symbol, OrderSide Side)
{
    /// <summary>A limit order; <paramref name="Life"/> IOC for entries.</summary>
    public sealed record Limit(ClientOrderId Id, Symbol Symbol, OrderSide Side, Quantity Quantity, Price Price, TimeInForce Life, bool ReduceOnly)
        : OrderSpec(Id, Symbol, Side);

    public sealed record Market(ClientOrderId Id, Symbol Symbol, OrderSide Side, Quantity Quantity, bool ReduceOnly)
        : OrderSpec(Id, Symbol, Side);

    /// <summary>
    /// A conditional market order (STOP_MARKET, TAKE_PROFIT_MARKET or TRAILING_STOP_MARKET). <paramref name="Quantity"/> null means close-position: whatever is open.
    /// Of a trailing stop <paramref name="Trigger"/> is the activation price; none means active at once.
    /// </summary>
    public sealed record Conditional(ClientOrderId Id, Symbol Symbol, OrderSide Side, ConditionalType Type, Price Trigger, Quantity? Quantity, WorkingType WorkingType)
        : OrderSpec(Id, Symbol, Side)
    {
        /// <summary>Trailing stops only: how far behind the extreme since activation it triggers, in percent, 0.1 to 10.</summary>
        public decimal? CallbackPercent { get; init; }

        /// <summary>False: reduce-only, as all our own are. True: it may open or turn a position, as a person's order may.</summary>
        [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
        public bool MayOpen { get; init; }
    }

    /// <summary>True for every order that can only make a position smaller; only these may be repeated.</summary>
    public bool OnlyReduces => this switch
    {
        Limit limit => limit.ReduceOnly,
        Market market => market.ReduceOnly,
        Conditional conditional => !conditional.MayOpen,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public bool IsConditional => this is Conditional;
}

/// <summary>How long a limit order rests: GTX is post-only.</summary>
public enum TimeInForce
{
    GTC,
    IOC,
    FOK,
    GTX,
}

public enum ConditionalType
{
    StopMarket,
    TakeProfitMarket,
    TrailingStopMarket,
}

/// <summary>Which price triggers a conditional order.</summary>
public enum WorkingType
{
    MarkPrice,
    ContractPrice,
}
