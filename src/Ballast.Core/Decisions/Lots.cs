using Ballast.Core.Market;
using Ballast.Core.Sizing;
using Ballast.Core.Traces;

namespace Ballast.Core.Decisions;

/// <summary>What is fitted to the exchange's lots.</summary>
/// <param name="ProtectionActed">True when a protection made the size smaller: then a minimum may not lift it again.</param>
/// <param name="ProtectedMargin">What the protections have left of the margin that the sizer wanted; null where it sizes the notional.</param>
public readonly record struct LotInput(CapResult Cap, SizeResult Size, EntryLevels Levels, Instrument Instrument, bool ProtectionActed, Money? ProtectedMargin);

/// <summary>Rounds the quantity down to the step, and lifts to a minimum only where no protection acted and no cap or budget breaks. Source: requirements §0.6.</summary>
public static class Lots
{
    /// <summary>The code of a size that is under the least order.</summary>
    public const string BelowMinimum = "BELOW_MINIMUM";

    private const string Section = "§0.6";

    /// <summary>The quantity, or null with a reason added.</summary>
    public static Quantity? Fit(in LotInput input, Trace? trace, ref EquatableList<Reason> reasons)
    {
        var price = input.Levels.Dearest;
        var instrument = input.Instrument;
        var quantity = instrument.WholeSteps(input.Cap.Notional, price);
        trace?.Add("quantity", Section, quantity.Value, quantity.Value, "base asset", new("notional", input.Cap.Notional.Value), new("price", price.Value), new("step", instrument.StepSize));

        // Judged before the caps: a wider stop, which takes less leverage and so more margin, must not let through what a nearer one does not.
        if (input.ProtectionActed && input.ProtectedMargin is { } margin && margin < input.Size.MinMargin)
        {
            reasons = reasons.Add(Reason.Of(BelowMinimum, $"The margin of {margin.Value:0.##} USDT is under the sizer's least of {input.Size.MinMargin.Value:0.##} USDT, and it is not lifted because a protection has made it smaller."));
            return null;
        }

        if (HoldsMinimum(input, price, quantity))
        {
            return quantity;
        }

        var lifted = Minimum(input, price);
        var loss = new Money(lifted.Value * input.Levels.StopDistance);
        var overBudget = input.Size.RiskBudget > Money.Zero && loss > input.Size.RiskBudget;
        var byLeverage = input.Cap.Distances?.MaxNotional(input.Cap.Leverage.Value) ?? input.Cap.Room;
        var (room, lowestCap) = byLeverage < input.Cap.Room ? (byLeverage, Caps.LeverageNotional) : (input.Cap.Room, input.Cap.LowestCap);
        var overCap = price * lifted > room;
        var overMaximum = price * lifted > input.Size.MaxNotional;
        if (!input.ProtectionActed && !overBudget && !overCap && !overMaximum)
        {
            trace?.Add("lift-to-minimum", Section, lifted.Value, lifted.Value, "base asset", new("minimumNotional", (price * lifted).Value), new("lossAtStop", loss.Value));
            return lifted;
        }

        var why = input.ProtectionActed ? "a protection has made it smaller" : overBudget ? "the loss at the stop would exceed its budget" : overCap ? $"the cap '{lowestCap}' forbids more" : $"the largest position is {input.Size.MaxNotional.Value:0.##} USDT";
        reasons = reasons.Add(Reason.Of(BelowMinimum, $"The size of {input.Cap.Notional.Value:0.##} USDT is under the least order of {(price * lifted).Value:0.##} USDT, and it is not lifted because {why}."));
        return null;
    }

    /// <summary>Whether exchange and sizer take a quantity of whole steps: as comparing it with <see cref="Minimum"/>, without its divisions.</summary>
    private static bool HoldsMinimum(in LotInput input, Price price, Quantity quantity) =>
        quantity.Value >= input.Instrument.MinQuantity
        && price * quantity >= Money.Max(input.Size.MinNotional, input.Size.MinMargin * input.Cap.Leverage)
        && (input.Levels.Limit * quantity).Value >= input.Instrument.MinNotional;

    /// <summary>The least quantity that exchange and sizer take.</summary>
    private static Quantity Minimum(in LotInput input, Price price)
    {
        // The venue reckons its minimum at the order's own price.
        var sizer = Money.Max(input.Size.MinNotional, input.Size.MinMargin * input.Cap.Leverage) / price;
        var venue = new Money(input.Instrument.MinNotional) / input.Levels.Limit;
        return new Quantity(Math.Max(input.Instrument.MinQuantity, Rounding.UpTo(Math.Max(sizer.Value, venue.Value), input.Instrument.StepSize)));
    }
}
