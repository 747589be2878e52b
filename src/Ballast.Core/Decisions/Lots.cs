using Ballast.Core.Market;
using Ballast.Core.Sizing;
using Ballast.Core.Traces;

namespace Ballast.Core.Decisions;

/// <summary>What is fitted to the exchange's lots.</summary>
/// <param name="ProtectionActed">True when a protection made the size smaller: then a minimum may not lift it again.</param>
public sealed record LotInput(CapResult Cap, SizeResult Size, EntryLevels Levels, Instrument Instrument, Money Balance, bool ProtectionActed);

/// <summary>Rounds the quantity down to the step, and lifts to a minimum only where no protection acted and no cap or budget breaks. Source: requirements §0.6.</summary>
public static class Lots
{
    private const string Section = "§0.6";

    /// <summary>The quantity, or null with a reason added that says what balance would do.</summary>
    public static Quantity? Fit(LotInput input, Trace? trace, List<Reason> reasons)
    {
        var price = input.Levels.Limit;
        var instrument = input.Instrument;
        var unrounded = input.Cap.Notional / price;
        var quantity = instrument.RoundDown(unrounded);
        trace?.Add("quantity", Section, quantity.Value, quantity.Value, "base asset", new("notional", input.Cap.Notional.Value), new("price", price.Value), new("step", instrument.StepSize));

        var minimum = Minimum(input, price);
        if (quantity >= minimum)
        {
            return quantity;
        }

        var lifted = minimum;
        var loss = new Money(lifted.Value * input.Levels.StopDistance);
        var overBudget = input.Size.RiskBudget > Money.Zero && loss > input.Size.RiskBudget;
        var overCap = price * lifted > input.Cap.Room;
        var overMaximum = price * lifted > input.Size.MaxNotional;
        if (!input.ProtectionActed && !overBudget && !overCap && !overMaximum)
        {
            trace?.Add("lift-to-minimum", Section, lifted.Value, lifted.Value, "base asset", new("minimumNotional", (price * minimum).Value), new("lossAtStop", loss.Value));
            return lifted;
        }

        var needed = unrounded.IsZero ? 0 : Math.Ceiling(input.Balance.Value * minimum.Value / unrounded.Value);
        var why = input.ProtectionActed ? "a protection has made it smaller" : overBudget ? "the loss at the stop would exceed its budget" : overCap ? $"the cap '{input.Cap.LowestCap}' forbids more" : $"the largest position is {input.Size.MaxNotional.Value:0.##} USDT";
        reasons.Add(Reason.Of("BELOW_MINIMUM", $"The size of {(price * quantity).Value:0.##} USDT is under the least order of {(price * minimum).Value:0.##} USDT, and it is not lifted because {why}. A balance of about {needed} USDT would do."));
        return null;
    }

    /// <summary>The least quantity that exchange and sizer take.</summary>
    private static Quantity Minimum(LotInput input, Price price)
    {
        var sizer = Money.Max(input.Size.MinNotional, input.Size.MinMargin * input.Cap.Leverage);
        var notional = Money.Max(new Money(input.Instrument.MinNotional), sizer);
        return new Quantity(Math.Max(input.Instrument.MinQuantity, Rounding.UpTo(notional.Value / price.Value, input.Instrument.StepSize)));
    }
}
