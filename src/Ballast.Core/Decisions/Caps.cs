using Ballast.Core.Market;
using Ballast.Core.Risk;
using Ballast.Core.Traces;

namespace Ballast.Core.Decisions;

/// <summary>What the caps are applied to. Amounts in USDT.</summary>
/// <param name="Price">The price that notional is reckoned at: the dearest that the entry may fill at.</param>
/// <param name="Limit">The worst fill: for a short it lies below <paramref name="Price"/>.</param>
/// <param name="StopDistance">From the worst fill to the stop, positive, in price units.</param>
/// <param name="TierMaxLeverage">The balance tier's maximum for the coin.</param>
/// <param name="MaxMargin">The sizer's own most margin.</param>
/// <param name="MinMargin">The sizer's own least margin.</param>
/// <param name="Others">What is open or reserved besides this entry.</param>
public readonly record struct CapInput(
    Money Notional,
    Leverage Leverage,
    PositionSide Side,
    Price Price,
    Price Limit,
    decimal StopDistance,
    Instrument Instrument,
    int TierMaxLeverage,
    int MaxLeverage,
    Money MaxMargin,
    Money MinMargin,
    RiskRecord Risk,
    ExposureTotals Others,
    DateTimeOffset Now)
{
    /// <summary>The most that the order may take of the book; null: not bounded by it.</summary>
    public Money? BookDepth { get; init; }

    /// <summary>The stop's distance as a fraction of the worst fill: the liquidation of a position filled there is reckoned from it.</summary>
    public decimal StopFractionAtLimit => StopDistance / Limit.Value;

    /// <summary>The notional, reckoned at <see cref="Price"/>, that loses this much at the stop.</summary>
    public Money NotionalLosing(Money loss) => new(loss.Value * Price.Value / StopDistance);
}

/// <summary>What the caps leave.</summary>
/// <param name="Room">The lowest cap: the most that any notional may be.</param>
/// <param name="LowestCap">Its name.</param>
public readonly record struct CapResult(Money Notional, Leverage Leverage, Money Room, string LowestCap, Reason? Refusal)
{
    /// <summary>What a lift above <see cref="Notional"/> must keep as well; null: nothing.</summary>
    public LiquidationDistance? Distances { get; init; }
}

/// <summary>
/// The caps on leverage and notional: the lowest wins, none ever raises the notional. Those that know no leverage come first; then the
/// leverage for what they leave; then the margin at it. Source: requirements §0.5.
/// </summary>
public static class Caps
{
    /// <summary>The cap on the notional that a leverage may have.</summary>
    public const string LeverageNotional = "leverage-notional";

    /// <summary>The cap of the book's depth at an order's risk level.</summary>
    public const string BookDepth = "book-depth";

    private const string Section = "§0.5";
    private const string AllStops = "losses-at-all-stops";
    private static readonly Money Cent = new(0.01m);

    public static CapResult Apply(in CapInput input, CapOptions options, SafetyOptions safety, bool hasForcedStop, Trace? trace)
    {
        var room = new Room(input.Notional, trace);
        AddLimits(ref room, in input, options, safety, hasForcedStop);
        var table = Math.Min(Math.Min(input.Leverage.Value, input.MaxLeverage), input.TierMaxLeverage);
        trace?.Add("leverage-limits", Section, table, table, "x", new("engine", input.Leverage.Value), new("RM_MAX_LEVERAGE", input.MaxLeverage), new("tier", input.TierMaxLeverage));
        if (room.Lowest <= Money.Zero)
        {
            return No(room, NoRoom(room.Name));
        }

        var margin = Money.Min(((input.Risk.Balance * (1 - options.Reserve)) - input.Others.Margin), input.MaxMargin);
        var stopFraction = input.StopFractionAtLimit;
        var distances = new LiquidationDistance(input.Instrument.Brackets, input.Side, stopFraction * options.LiquidationStopDistances);
        var leverage = distances.Leverage(room.Left, table, margin, out var fits);
        if (trace is not null)
        {
            var bracket = input.Instrument.BracketFor(room.Left);
            trace.Add("liquidation-distance", Section, leverage, leverage, "x", new("stopFraction", stopFraction), new("stopDistances", options.LiquidationStopDistances), new("maintenanceRate", bracket.MaintenanceRate), new("maintenanceAmount", bracket.MaintenanceAmount), new("bracketMaxLeverage", bracket.MaxLeverage));
        }

        if (leverage < 1)
        {
            return No(room, "STOP_TOO_WIDE", $"The stop is {stopFraction * 100:0.##} % away; even at 1x the liquidation would lie nearer than {options.LiquidationStopDistances} stop distances.");
        }

        room.Add(
            "margin-and-reserve", margin * new Leverage(leverage),
            room.IsTold ? [new("balance", input.Risk.Balance.Value), new("reserve", options.Reserve), new("openMargin", input.Others.Margin.Value), TraceInput.Most("sizersMost", input.MaxMargin.Value), new("margin", margin.Value), new("leverage", leverage)] : []);
        if (!fits || room.IsTold)
        {
            room.Add(LeverageNotional, distances.MaxNotional(leverage), room.IsTold ? [new("leverage", leverage), new("stopFraction", stopFraction)] : []);
        }

        if (room.Lowest <= Money.Zero)
        {
            return No(room, NoRoom(room.Name));
        }

        leverage = KeepMinMargin(in input, room.Left, leverage, margin, trace);
        return new CapResult(room.Left, new Leverage(leverage), room.Lowest, room.Name, null) { Distances = distances };
    }

    /// <summary>Where a cap, not a protection, has brought the margin under the sizer's minimum, less leverage brings it back; the notional stays.</summary>
    private static int KeepMinMargin(in CapInput input, Money notional, int leverage, Money margin, Trace? trace)
    {
        if (input.MinMargin <= Money.Zero || notional >= input.MinMargin * new Leverage(leverage) || input.Notional < input.MinMargin * input.Leverage)
        {
            return leverage;
        }

        var fitted = input.Price * input.Instrument.WholeSteps(notional, input.Price);
        var lower = (int)(fitted / input.MinMargin);
        if (lower < 1 || fitted / new Leverage(lower) > margin)
        {
            return leverage;
        }

        trace?.Add("minimum-margin", Section, lower, lower, "x", new("minimum", input.MinMargin.Value), new("notional", fitted.Value));
        return lower;
    }

    private static void AddLimits(ref Room room, in CapInput input, CapOptions options, SafetyOptions safety, bool hasForcedStop)
    {
        var risk = input.Risk;
        room.Add("bracket-notional", new Money(input.Instrument.Brackets[^1].NotionalCap), []);
        var quantity = Quantity.Min(new Quantity(Math.Min(input.Instrument.MaxQuantity, 1e12m)), new Quantity(Math.Min(input.Instrument.MaxMarketQuantity, 1e12m)));
        room.Add("order-quantity", input.Price * quantity, room.IsTold ? [new("price", input.Price.Value), new("maxQuantity", quantity.Value)] : []);

        // If every stop fills, open PnL is replaced by the stops' losses: the balance less all of them must stay above the nearest line.
        var one = risk.Balance * options.MaxLossAtStop;
        var line = NearestLine(risk, input.Now, safety, hasForcedStop);
        var all = risk.Balance - input.Others.LossAtStop - line - Cent;
        if (one <= all || room.IsTold)
        {
            room.Add("loss-at-stop", input.NotionalLosing(one), room.IsTold ? [new("balance", risk.Balance.Value), new("share", options.MaxLossAtStop), new("price", input.Price.Value), new("distance", input.StopDistance)] : []);
        }

        if (all < one || room.IsTold)
        {
            room.Add(AllStops, input.NotionalLosing(all), room.IsTold ? [new("balance", risk.Balance.Value), new("othersAtStops", input.Others.LossAtStop.Value), new("line", line.Value), new("less", all.Value)] : []);
        }

        var total = risk.Equity * input.MaxLeverage;
        var (open, onSide) = (input.Others.Long + input.Others.Short, input.Others.Of(input.Side));
        room.Add("total-exposure", total - open, room.IsTold ? [new("equity", risk.Equity.Value), new("RM_MAX_LEVERAGE", input.MaxLeverage), new("open", open.Value)] : []);
        room.Add("side-exposure", (total * options.MaxSideShare) - onSide, room.IsTold ? [new("share", options.MaxSideShare), new("open", onSide.Value)] : []);
        if (input.BookDepth is { } depth)
        {
            room.Add(BookDepth, depth, [], "§7");
        }
    }

    /// <summary>The highest equity at which a breaker, the day's loss limit or the forced stop would act.</summary>
    public static Money NearestLine(RiskRecord risk, DateTimeOffset now, SafetyOptions safety, bool hasForcedStop)
    {
        var line = risk.Day.StartEquity.Value * (1 - risk.Day.MaxLoss);
        for (var i = 0; i < safety.Breakers.Count; i++)
        {
            var high = Math.Max(Breakers.WindowHigh(risk, i, now, safety) ?? 0, risk.Equity.Value);
            line = Math.Max(line, high * (1 - safety.Breakers[i].Loss));
        }

        return new Money(hasForcedStop ? Math.Max(line, risk.Peak.Value * (1 - safety.MaxDrawdown)) : line);
    }

    private static FormattableString NoRoom(string cap) => cap == AllStops
        ? $"The cap '{cap}' leaves no room for another position: if every stop filled (open profit given back), the equity would fall to where a breaker, the day's limit or the forced stop acts."
        : (FormattableString)$"The cap '{cap}' leaves no room for another position.";

    private static CapResult No(Room room, FormattableString why) => No(room, "NO_ROOM", why);

    private static CapResult No(Room room, string code, FormattableString why) => new(Money.Zero, default, Money.Zero, room.Name, Reason.Of(code, why));

    /// <summary>What the caps so far leave of a wish.</summary>
    private struct Room(Money wanted, Trace? trace)
    {
        public Money Lowest { get; private set; } = new(decimal.MaxValue);

        public string Name { get; private set; } = "";

        /// <summary>True where every cap is told, also one that cannot be the lowest.</summary>
        public readonly bool IsTold => trace is not null;

        public readonly Money Left => Money.Min(wanted, Lowest);

        /// <param name="inputs">What the limit is made of; empty where nothing is told.</param>
        public void Add(string name, Money limit, TraceInput[] inputs, string section = Section)
        {
            var room = Money.Max(Money.Zero, limit);
            if (room < Lowest)
            {
                Lowest = room;
                Name = name;
            }

            trace?.Add(name, section, room.Value, Left.Value, "USDT notional", inputs);
        }
    }
}
