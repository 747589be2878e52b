using Ballast.Core.Market;
using Ballast.Core.Risk;
using Ballast.Core.Traces;

namespace Ballast.Core.Decisions;

/// <summary>What the caps are applied to. Amounts in USDT.</summary>
/// <param name="Price">The worst price that the entry may fill at.</param>
/// <param name="StopFraction">Distance from that price to the stop as a fraction of it.</param>
/// <param name="TierMaxLeverage">The balance tier's maximum for the coin.</param>
/// <param name="Others">What is open or reserved besides this entry.</param>
public sealed record CapInput(
    Money Notional,
    Leverage Leverage,
    PositionSide Side,
    Price Price,
    decimal StopFraction,
    Instrument Instrument,
    int TierMaxLeverage,
    int MaxLeverage,
    RiskRecord Risk,
    ExposureTotals Others,
    DateTimeOffset Now);

/// <summary>What the caps leave.</summary>
/// <param name="Room">The lowest cap: the most that any notional may be.</param>
/// <param name="LowestCap">Its name.</param>
public sealed record CapResult(Money Notional, Leverage Leverage, Money Room, string LowestCap, Reason? Refusal);

/// <summary>The caps on leverage and notional: the lowest wins, none ever raises the notional. Source: requirements §0.5.</summary>
public static class Caps
{
    private const string Section = "§0.5";
    private static readonly Money Cent = new(0.01m);

    public static CapResult Apply(CapInput input, CapOptions options, SafetyOptions safety, Trace? trace)
    {
        var bracket = input.Instrument.BracketFor(input.Notional);
        var byTable = Math.Min(Math.Min(input.Leverage.Value, input.MaxLeverage), Math.Min(input.TierMaxLeverage, bracket.MaxLeverage));
        trace?.Add("leverage-limits", Section, byTable, byTable, "x", new("engine", input.Leverage.Value), new("RM_MAX_LEVERAGE", input.MaxLeverage), new("tier", input.TierMaxLeverage), new("bracket", bracket.MaxLeverage));

        var byLiquidation = LiquidationLeverage(input, bracket, options);
        var leverage = (int)Math.Min(byTable, byLiquidation);
        trace?.Add("liquidation-distance", Section, decimal.Round(byLiquidation, 4), leverage, "x", new("stopFraction", input.StopFraction), new("stopDistances", options.LiquidationStopDistances), new("maintenanceRate", bracket.MaintenanceRate));
        if (leverage < 1)
        {
            return new CapResult(Money.Zero, default, Money.Zero, "liquidation-distance", Reason.Of("STOP_TOO_WIDE", $"The stop is {input.StopFraction * 100:0.##} % away; even at 1x the liquidation would lie nearer than {options.LiquidationStopDistances} stop distances."));
        }

        var lowest = new Money(decimal.MaxValue);
        var lowestName = "";
        foreach (var (name, limit) in Limits(input, new Leverage(leverage), options, safety))
        {
            var room = Money.Max(Money.Zero, limit);
            if (room < lowest)
            {
                lowest = room;
                lowestName = name;
            }

            trace?.Add(name, Section, room.Value, Money.Min(input.Notional, lowest).Value, "USDT notional");
        }

        return new CapResult(Money.Min(input.Notional, lowest), new Leverage(leverage), lowest, lowestName, lowest > Money.Zero ? null
            : Reason.Of("NO_ROOM", $"The cap '{lowestName}' leaves no room for another position."));
    }

    /// <summary>
    /// The most leverage at which the isolated liquidation price lies far enough away. A long is liquidated at a fall d with
    /// 1/L − d = m(1 − d) − c/N, a short at a rise d with 1/L − d = m(1 + d) − c/N (m, c: the bracket's rate and amount).
    /// </summary>
    private static decimal LiquidationLeverage(CapInput input, LeverageBracket bracket, CapOptions options)
    {
        var distance = options.LiquidationStopDistances * input.StopFraction;
        var amount = input.Notional > Money.Zero ? bracket.MaintenanceAmount / input.Notional.Value : 0;
        var needed = distance + (bracket.MaintenanceRate * (input.Side == PositionSide.Long ? 1 - distance : 1 + distance)) - amount;
        return needed <= 0 ? int.MaxValue : Math.Min(int.MaxValue, 1 / needed);
    }

    private static IEnumerable<(string Name, Money Limit)> Limits(CapInput input, Leverage leverage, CapOptions options, SafetyOptions safety)
    {
        var risk = input.Risk;
        yield return ("bracket-notional", new Money(input.Instrument.Brackets[^1].NotionalCap));
        yield return ("order-quantity", input.Price * Quantity.Min(new Quantity(Math.Min(input.Instrument.MaxQuantity, 1e12m)), new Quantity(Math.Min(input.Instrument.MaxMarketQuantity, 1e12m))));
        yield return ("margin-and-reserve", ((risk.Balance * (1 - options.Reserve)) - input.Others.Margin) * leverage);
        yield return ("loss-at-stop", risk.Balance * options.MaxLossAtStop / input.StopFraction);

        // If every stop fills, open PnL is replaced by the stops' losses: the balance less all of them must stay above the nearest line.
        var left = risk.Balance - input.Others.LossAtStop - NearestLine(risk, input.Now, safety) - Cent;
        yield return ("losses-at-all-stops", left / input.StopFraction);
        var total = risk.Equity * input.MaxLeverage;
        yield return ("total-exposure", total - input.Others.Long - input.Others.Short);
        yield return ("side-exposure", (total * options.MaxSideShare) - input.Others.Of(input.Side));
    }

    /// <summary>The highest equity at which a breaker, the day's loss limit or the forced stop would act.</summary>
    public static Money NearestLine(RiskRecord risk, DateTimeOffset now, SafetyOptions safety)
    {
        var line = risk.Day.StartEquity.Value * (1 - risk.Day.MaxLoss);
        for (var i = 0; i < safety.Breakers.Count; i++)
        {
            var high = Math.Max(Breakers.WindowHigh(risk, i, now, safety) ?? 0, risk.Equity.Value);
            line = Math.Max(line, high * (1 - safety.Breakers[i].Loss));
        }

        return new Money(safety.DrawdownStop ? Math.Max(line, risk.Peak.Value * (1 - safety.MaxDrawdown)) : line);
    }
}
