using Ballast.Core.Decisions;
using Ballast.Core.Market;

namespace Ballast.Core.Positions;

/// <summary>Divides an entered quantity among the steps of an exit ladder, so that every part can be sold and nothing unsellable stays.</summary>
public static class ExitLots
{
    /// <summary>
    /// One quantity per step, in whole lots; what they leave is the trailing stop's. Each step is what its share and those before it have
    /// reached together, so that rounding is made good by the next; a step under the least lot is merged into the next one, a rest under it into the last.
    /// </summary>
    public static EquatableList<Quantity> Split(Quantity entered, EquatableList<LadderStep> ladder, decimal stepSize, decimal leastLot)
    {
        var lots = new Quantity[ladder.Count];
        decimal share = 0, given = 0;
        var last = -1;
        for (var i = 0; i < lots.Length; i++)
        {
            share += ladder[i].Fraction;
            var part = (share >= 1 ? entered.Value : Rounding.DownTo(entered.Value * share, stepSize)) - given;
            if (part >= leastLot && part > 0)
            {
                lots[i] = new Quantity(part);
                given += part;
                last = i;
            }
        }

        var rest = entered.Value - given;
        if (last >= 0 && rest > 0 && rest < leastLot)
        {
            lots[last] += new Quantity(rest);
        }

        return new EquatableList<Quantity>(lots);
    }
}
