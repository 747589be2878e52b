using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Simulation.Chance;
using Ballast.Simulation.Faults;

namespace Ballast.Simulation.World;

/// <summary>What comes by itself, at times drawn from the seed: deaths, bans, silence, hands on the venue, operators.</summary>
internal sealed class Troubles(SimulatedWorld world)
{
    public void Start()
    {
        Each(FaultKind.Crash, _ => world.Lives.Doom(FaultKind.Crash));
        Each(FaultKind.PowerLoss, _ => !world.Backend.IsRemote && world.Lives.Doom(FaultKind.PowerLoss));
        Each(FaultKind.RateLimit, dice => Always(() => world.Weather.Limit(dice.Between(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(40)))));
        Each(FaultKind.Ban, dice => Always(() => world.Weather.Ban(dice.Between(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10)))));
        Each(FaultKind.StaleData, dice => Always(() => world.Weather.Silence(dice.Between(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(20)))));
        Each(FaultKind.ClockSkew, dice => Always(() => world.Lives.Skew(TimeSpan.FromSeconds(dice.Between(-3, 3)))));
        Each(FaultKind.SecondInstance, dice => world.Lives.StartSecond(dice.Between(TimeSpan.FromMinutes(2), TimeSpan.FromHours(2))));
        EachAsync(FaultKind.Deleverage, DeleverageAsync);
        EachAsync(FaultKind.StopRemoved, RemoveStopAsync);
        EachAsync(FaultKind.ForeignTrade, TradeByHandAsync);
        EachAsync(FaultKind.Operator, new Operator(world).ActAsync);
    }

    private static bool Always(Action act)
    {
        act();
        return true;
    }

    private void Each(FaultKind kind, Func<Dice, bool> act) => EachAsync(kind, dice => Task.FromResult(act(dice)));

    /// <summary>Acts at drawn times; where there is nothing to act on, again some minutes later.</summary>
    private void EachAsync(FaultKind kind, Func<Dice, Task<bool>> act)
    {
        if (!world.Faults.Allows(kind))
        {
            return;
        }

        var dice = world.Faults.DiceOf(kind);
        var average = TimeSpan.FromDays(1 / FaultChances.PerDay(kind));
        world.Thread.Begin(async () =>
        {
            while (true)
            {
                await world.Time.WaitAsync(dice.Wait(average));
                while (world.Faults.Allows(kind) && !await act(dice))
                {
                    await world.Time.WaitAsync(TimeSpan.FromMinutes(7));
                }

                if (!world.Faults.Allows(kind))
                {
                    return;
                }

                world.Faults.Count(kind);
            }
        });
    }

    /// <summary>The venue takes some or all of a position of ours.</summary>
    private async Task<bool> DeleverageAsync(Dice dice)
    {
        var ours = (await world.Venue.LookAsync(int.MaxValue, int.MaxValue)).Positions.Where(p => p.Signed != 0 && !world.Hands.IsForeign(p.Symbol)).ToList();
        if (ours.Count == 0)
        {
            return false;
        }

        var symbol = dice.Pick(ours).Symbol;
        var share = dice.Happens(0.5) ? 1m : (decimal)Math.Round(dice.Between(0.1, 0.9), 2);
        world.Log?.Invoke($"the venue deleverages {symbol} by {share}");
        var isDone = await world.Venue.DeleverageAsync(symbol, share) is VenueReply<VenueOrder>.Accepted;
        await world.LookAsync();
        return isDone;
    }

    /// <summary>A person cancels one of our stops on the venue.</summary>
    private async Task<bool> RemoveStopAsync(Dice dice)
    {
        var stops = (await world.Venue.LookAsync(int.MaxValue, int.MaxValue)).Open.Where(o => o.IsConditional && OrderIds.IsOurs(o.Id)).ToList();
        if (stops.Count == 0)
        {
            return false;
        }

        var stop = dice.Pick(stops);
        world.Hands.NoteStopRemoved(stop.Symbol);
        world.Log?.Invoke($"a person cancels {stop.Id} on {stop.Symbol}");
        var isGone = await world.Venue.CancelAsync(stop.Symbol, stop.Id, isConditional: true) is VenueReply<VenueOrder>.Accepted;
        await world.LookAsync();
        return isGone;
    }

    /// <summary>A person trades on the venue, where we hold nothing, and ends it some time later.</summary>
    private async Task<bool> TradeByHandAsync(Dice dice)
    {
        var sight = await world.Venue.LookAsync(int.MaxValue, int.MaxValue);
        var free = Market.Symbols.Where(s => sight.Positions.All(p => p.Symbol != s) && sight.Open.All(o => o.Symbol != s)).ToList();
        if (free.Count == 0 || await world.Venue.InstrumentsAsync() is not VenueReply<IReadOnlyList<Instrument>>.Accepted instruments)
        {
            return false;
        }

        var symbol = dice.Pick(free);
        var instrument = instruments.Value.Single(i => i.Symbol == symbol);
        if (await world.Venue.MarksAsync([symbol]) is not VenueReply<IReadOnlyList<MarkPrice>>.Accepted marks)
        {
            return false;
        }

        var quantity = new Quantity(Rounding.UpTo(60m / marks.Value[0].Mark.Value, instrument.StepSize));
        var side = dice.Happens(0.5) ? OrderSide.Buy : OrderSide.Sell;
        world.Hands.SetForeign(symbol, true);
        world.Log?.Invoke($"a person trades {symbol}: {side} {quantity}");
        if (await world.Venue.PlaceAsync(new OrderSpec.Market(new ClientOrderId($"hand-{world.Loop.NowTicks}"), symbol, side, quantity, ReduceOnly: false)) is not VenueReply<VenueOrder>.Accepted)
        {
            world.Hands.SetForeign(symbol, false);
            return false;
        }

        world.Thread.Begin(async () =>
        {
            await world.Time.WaitAsync(dice.Between(TimeSpan.FromMinutes(3), TimeSpan.FromHours(2)));
            await world.Hands.CloseAsync(symbol);
        });
        return true;
    }
}
