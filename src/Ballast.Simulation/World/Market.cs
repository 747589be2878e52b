using Ballast.Core.Market;
using Ballast.Simulation.Chance;
using Ballast.Simulation.Faults;
using Ballast.Venue.Markets;

namespace Ballast.Simulation.World;

/// <summary>The market of a run: synthetic, its seed and its gaps drawn from the run's seed.</summary>
internal static class Market
{
    public static readonly EquatableList<Symbol> Symbols = EquatableList.From(((string[])["BTCUSDT", "ETHUSDT", "SOLUSDT", "BNBUSDT", "XRPUSDT", "DOGEUSDT"]).Select(n => new Symbol(n)));

    /// <summary>The source with the jumps of this run, drawn whether or not they may be used, so that leaving them out changes nothing else.</summary>
    public static MarketSource.Synthetic Draw(ulong seed, DateTimeOffset from, DateTimeOffset until, bool hasGaps)
    {
        var dice = new Dice(seed, "market");
        var source = new MarketSource.Synthetic(dice.Next() % 1_000_000, Symbols);
        return hasGaps ? source with { Shocks = EquatableList.From(Gaps(new Dice(seed, "gaps"), from, until)) } : source;
    }

    private static IEnumerable<MarketShock> Gaps(Dice dice, DateTimeOffset from, DateTimeOffset until)
    {
        var average = TimeSpan.FromDays(1 / FaultChances.PerDay(FaultKind.Gap));
        for (var at = from + dice.Wait(average); at < until; at += dice.Wait(average))
        {
            var size = Math.Exp(dice.Between(Math.Log(0.01), Math.Log(0.12)));
            yield return new MarketShock(dice.Pick(Symbols), at.ToUnixTimeSeconds(), dice.Happens(0.5) ? size : -size);
        }
    }
}
