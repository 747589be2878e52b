using Ballast.Core.Decisions;
using Ballast.Core.Desk;
using Ballast.Core.Market;
using Ballast.Core.Signals;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Desk;

/// <summary>Drawn stories; what must hold after every call is checked by <see cref="DeskScene"/>.</summary>
public class DeskPropertyTests
{
    [Fact]
    public void Through_drawn_stories_no_position_is_ever_without_its_stop_and_money_is_conserved()
    {
        var (trades, reasons) = (0, new HashSet<string>(StringComparer.Ordinal));
        for (var seed = 0; seed < 30; seed++)
        {
            var desk = Story(seed);
            trades += desk.Trades.Count;
            reasons.UnionWith(desk.Trades.Select(t => t.ExitReason));
        }

        // The stories must be worth something.
        Assert.True(trades > 200, $"{trades} trades");
        Assert.Superset(new HashSet<string> { "STOP", "TAKE_PROFIT", "REVERSAL", "TIME_STOP", "SIGNAL", "FLATTEN" }, reasons);
    }

    [Fact]
    public void The_same_calls_give_the_same_state() => Assert.Equal(Story(7).State, Story(7).State);

    [Fact]
    public void What_a_stop_costs_is_within_what_was_planned_where_the_price_does_not_jump()
    {
        for (var seed = 100; seed < 115; seed++)
        {
            foreach (var trade in Story(seed, jumps: false).Trades.Where(t => t.ExitReason == "STOP"))
            {
                Assert.True(-trade.RealisedPnl <= trade.PlannedLoss, $"seed {seed}: {trade.RealisedPnl} against {trade.PlannedLoss}");
            }
        }
    }

    [Fact]
    public void Bars_within_the_band_may_be_left_out()
    {
        var (left, given) = (0, 0);
        for (var seed = 200; seed < 260; seed++)
        {
            var random = new Random(seed);
            var options = new DeskOptions
            {
                IntraBar = (IntraBar)random.Next(3),
                Trading = new TradingOptions { Exits = new ExitOptions { TrailFromRisk = random.Next(3) * 0.4m, BreakEven = (BreakEven)random.Next(2), SwingTimeStop = TimeSpan.FromHours(random.Next(10, 60)) } },
            };
            var (all, some) = (new DeskScene(options), new DeskScene(options));
            var side = random.Next(2) == 0 ? SignalTarget.Long : SignalTarget.Short;
            all.Take(side);
            some.Take(side);
            decimal price = 100_000;
            for (var bar = 0; bar < 100; bar++)
            {
                var (high, low, close) = (price + random.Next(400), price - random.Next(400), price + random.Next(-300, 301));
                (high, low) = (Math.Max(high, close), Math.Min(low, close));
                var band = DeskBand.Of(some.Btc, options);
                var isQuiet = low > band.Low && high < band.High && some.Now.AddMinutes(60) <= (band.Until ?? DateTimeOffset.MaxValue);
                (left, given) = isQuiet ? (left + 1, given) : (left, given + 1);
                all.Bar(price, high, low, close);
                if (isQuiet)
                {
                    some.Pass(60);
                }
                else
                {
                    some.Bar(price, high, low, close);
                }

                price = close;
            }

            Assert.Equal(all.Trades, some.Trades);
            Assert.Equal(all.Btc.Position.TightStop, some.Btc.Position.TightStop);
        }

        Assert.True(left > 1_000 && given > 100, $"{left} bars left out, {given} given");
    }

    private static DeskScene Story(int seed, bool jumps = true)
    {
        var random = new Random(seed);
        var options = new DeskOptions
        {
            IntraBar = (IntraBar)random.Next(3),
            SlippageBasisPoints = jumps ? random.Next(4) : 0,
            Trading = new TradingOptions { Exits = new ExitOptions { SwingTimeStop = TimeSpan.FromHours(6), TrailFromRisk = random.Next(2) } },
        };
        var desk = new DeskScene(options);
        decimal price = 100_000;
        for (var bar = 0; bar < 200; bar++)
        {
            switch (random.Next(12))
            {
                case 0 or 1 or 2:
                    var sign = random.Next(2) == 0 ? 1 : -1;
                    desk.Take(sign > 0 ? SignalTarget.Long : SignalTarget.Short, price, price + (jumps ? random.Next(-60, 61) : 0), random.Next(200, 2_000), takeProfit: random.Next(3) == 0 ? price + (sign * 700) : 0);
                    break;
                case 3:
                    desk.Take(SignalTarget.Flat, price);
                    break;
                case 4:
                    desk.Fund(random.Next(-3, 4) * 0.0001m, price);
                    break;
                case 5:
                    desk.Measure(price);
                    break;
                case 6 when random.Next(5) == 0:
                    desk.Flatten(price);
                    break;
                default:
                    break;
            }

            var open = price + (jumps && random.Next(10) == 0 ? random.Next(-3_000, 3_001) : 0);
            var (a, b) = (open + random.Next(-1_200, 1_201), open + random.Next(-800, 801));
            desk.Bar(open, Math.Max(open, Math.Max(a, b)) + random.Next(300), Math.Min(open, Math.Min(a, b)) - random.Next(300), b);
            price = b;
        }

        return desk;
    }
}
