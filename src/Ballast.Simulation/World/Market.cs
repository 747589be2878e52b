using Ballast.Core.Market;
using Ballast.Simulation.Chance;
using Ballast.Simulation.Faults;
using Ballast.Venue.Markets;

namespace Ballast.Simulation.World;

/// <summary>The market of a run: synthetic, its seed and its gaps drawn from the run's seed.</summary>
internal static class Market
{
    public static readonly EquatableList<Symbol> Symbols = EquatableList.From(((string[])["BTCUSDT", "ETHUSDT", "SOLUSDT", "BNBUSDT", "XRPUSDT", "DOGEUSDT"]).Select(n => new Symbol(n)));

    /// <summary>The source with the jumps that this run allows; those that happen are counted.</summary>
    public static MarketSource.Synthetic Draw(ulong seed, DateTimeOffset from, DateTimeOffset until, FaultBook faults)
    {
        var shocks = Shocks(FaultKind.Gap, 0.01, 0.12).Concat(Shocks(FaultKind.Collapse, 0.2, 1)).OrderBy(s => s.AtSecond);
        return new MarketSource.Synthetic(new Dice(seed, "market").Next() % 1_000_000, Symbols) { Shocks = EquatableList.From(shocks) };

        IEnumerable<MarketShock> Shocks(FaultKind kind, double least, double most)
        {
            if (!faults.Allows(kind))
            {
                yield break;
            }

            var dice = faults.DiceOf(kind);
            var average = TimeSpan.FromDays(1 / FaultChances.PerDay(kind));
            for (var at = from + dice.Wait(average); at < until; at += dice.Wait(average))
            {
                var size = Math.Exp(dice.Between(Math.Log(least), Math.Log(most)));
                faults.Count(kind);
                yield return new MarketShock(dice.Pick(Symbols), at.ToUnixTimeSeconds(), dice.Happens(0.5) ? size : -size);
            }
        }
    }
}
