using Ballast.Core.Accounting;
using Ballast.Core.Decisions;
using Ballast.Core.Desk;
using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Risk;
using Ballast.Core.Strategies;
using Ballast.Research.Full;
using Ballast.Research.Reports;

namespace Ballast.Research.Tests.Full;

public class FullBacktestTests
{
    [Theory]
    [InlineData(BuiltIn.SmaCross)]
    [InlineData(BuiltIn.Breakout)]
    [InlineData(BuiltIn.MeanReversion)]
    [InlineData(BuiltIn.Trend)]
    public void Every_strategy_trades_by_the_apps_defaults_and_the_money_adds_up(BuiltIn strategy)
    {
        var result = FullBacktest.Run([FullGiven.Market(FullGiven.Wave(3, 12_000))], FullGiven.App(strategy));

        Assert.True(result.Trades.Count > 10, $"{result.Trades.Count} trades; {string.Join(", ", result.Refusals)}");
        Assert.Equal(result.Cash + new Money(result.Trades.Sum(t => t.NetPnl.Value)), result.Balance);
        Assert.All(result.Trades, t => Assert.Equal((strategy.Name(), "backtest"), (t.Strategy, t.Account)));
        Assert.Equal(result.Balance, result.Days[^1].Equity);
        Assert.Equal(result.Trades.Count + result.Refusals.Sum(r => r.Count), result.Decisions.Count);
        Assert.InRange(result.Exposure, 0.001, 0.999);
        Assert.InRange(result.MaxDrawdown, 0.0001, 0.9);
        Assert.NotEqual(0, result.Funding.Value);
    }

    [Fact]
    public void The_page_and_the_result_agree_on_the_time_under_water()
    {
        FullMarket[] markets = [FullGiven.Market(FullGiven.Wave(1, 3_000)), FullGiven.Market(FullGiven.Wave(2, 3_000), "ETHUSDT")];
        var result = FullBacktest.Run(markets, FullGiven.App());
        var page = FullReport.Of(result, markets, []).Equity;

        Assert.True(result.LongestUnderWater > TimeSpan.Zero);
        Assert.Equal(result.LongestUnderWater, page.LongestUnderWater);
        Assert.Equal(result.MaxDrawdown, page.MaxDrawdown, 1e-12);
    }

    [Fact]
    public void The_same_run_gives_the_same_result()
    {
        FullMarket[] markets = [FullGiven.Market(FullGiven.Wave(1, 6_000)), FullGiven.Market(FullGiven.Wave(2, 6_000), "ETHUSDT")];

        var (first, second) = (FullBacktest.Run(markets, FullGiven.App()), FullBacktest.Run([markets[1], markets[0]], FullGiven.App()));

        Assert.Equal(first.Trades, second.Trades);
        Assert.Equal(first.Equity, second.Equity);
        Assert.Equal(first.Decisions, second.Decisions);
        Assert.Equal(2, first.Trades.Select(t => t.Symbol).Distinct().Count());
    }

    [Fact]
    public void Several_symbols_share_one_account_and_its_guards()
    {
        var alike = FullGiven.Wave(1, 6_000);
        var result = FullBacktest.Run([FullGiven.Market(alike), FullGiven.Market(alike, "ETHUSDT")], FullGiven.App());

        // The same market under two names moves as one: the second entry on the same side is refused.
        Assert.Contains(result.Refusals, r => r.Code == "TOO_CORRELATED");
    }

    [Fact]
    public void A_setting_of_the_app_changes_the_result()
    {
        FullMarket[] markets = [FullGiven.Market(FullGiven.Wave(1, 6_000))];
        var plain = FullBacktest.Run(markets, FullGiven.App());
        foreach (var change in (Func<TradingOptions, TradingOptions>[])[
            t => t with { Entry = t.Entry with { StopAtrs = 3 } },
            t => t with { Exits = t.Exits with { Ladder = [] } },
            t => t with { Sizing = t.Sizing with { Model = Core.Sizing.SizingModel.Fixed } },
            t => t with { Safety = t.Safety with { DrawdownStop = true, MaxDrawdown = 0.001m } }])
        {
            var options = FullGiven.App();
            var changed = FullBacktest.Run(markets, options with { Desk = options.Desk with { Trading = change(options.Desk.Trading) } });
            Assert.True(plain.NetPnl != changed.NetPnl, $"{changed.NetPnl}, {changed.Halt}, {string.Join(", ", changed.Refusals)}");
        }
    }

    [Fact]
    public void Costs_and_the_order_within_a_bar_only_ever_cost_what_they_say()
    {
        FullMarket[] markets = [FullGiven.Market(FullGiven.Wave(5, 6_000))];
        var options = FullGiven.Bare(CandleInterval.OneHour, 5, 12, 1.5m, 0.0004m);
        var free = FullBacktest.Run(markets, With(options, d => d with { FeeRate = 0 }));
        var slipped = FullBacktest.Run(markets, With(options, d => d with { FeeRate = 0, SlippageBasisPoints = 5 }));
        var ranged = FullBacktest.Run(markets, With(options, d => d with { FeeRate = 0, SlippageOfRange = 0.1m }));
        var volume = FullBacktest.Run(markets, With(options, d => d with { FeeRate = 0, SlippageOfVolume = 0.01m }));

        Assert.Equal(0, free.Fees.Value);
        Assert.All([slipped, ranged, volume], r =>
        {
            Assert.Equal(free.Trades.Count, r.Trades.Count);
            Assert.True(r.NetPnl < free.NetPnl);
        });
    }

    [Fact]
    public void Funding_is_settled_by_the_calendar()
    {
        FullMarket[] markets = [FullGiven.Market(FullGiven.Wave(5, 2_000))];
        var options = FullGiven.Bare(CandleInterval.OneHour, 5, 12, 0.5m, 0);
        var none = FullBacktest.Run(markets, options);
        var held = none.Trades.First(t => t.ExitAt - t.EntryAt > TimeSpan.FromHours(3));
        var once = FullBacktest.Run(markets, options with { Funding = FundingCalendar.Fixed(0).With(FullGiven.Btc, [(held.EntryAt.AddHours(1).ToUnixTimeMilliseconds(), 0.01m)]) });

        Assert.Equal(0, none.Funding.Value);
        var paid = Assert.Single(once.Trades, t => t.Funding.Value != 0);
        Assert.Equal(held.Id, paid.Id);
        Assert.True(paid.Funding.Value * (paid.Side == PositionSide.Long ? 1 : -1) < 0);
        Assert.InRange(Math.Abs(paid.Funding.Value) / (paid.EntryPrice * paid.Quantity).Value, 0.009m, 0.011m);
    }

    [Fact]
    public void A_position_is_liquidated_where_its_margin_ends_before_its_stop()
    {
        // 20x by a fixed engine, a stop far beyond the liquidation price, and nothing that forbids it.
        var options = FullGiven.Bare(CandleInterval.OneHour, 5, 12, 40, 0);
        var trading = options.Desk.Trading with
        {
            Leverage = options.Desk.Trading.Leverage with { Model = LeverageModel.Fixed },
            Safety = options.Desk.Trading.Safety with { Tiers = [options.Desk.Trading.Safety.Tiers[0] with { CoreMaxLeverage = 20 }] },
        };
        var result = FullBacktest.Run([FullGiven.Market(FullGiven.Wave(5, 2_000, jump: 0.15))], options with { Desk = options.Desk with { Trading = trading } });

        Assert.True(result.Liquidations > 0, string.Join(", ", result.Trades.Select(t => t.ExitReason).Distinct()) + string.Join(", ", result.Refusals));
        Assert.All(result.Trades.Where(t => t.ExitReason == "LIQUIDATED"), t => Assert.True(-t.NetPnl.Value <= t.Margin.Value + 0.01m));
    }

    [Fact]
    public void Stopped_it_keeps_what_is_done_and_closes_there()
    {
        using var stop = new CancellationTokenSource();
        var whole = FullBacktest.Run([FullGiven.Market(FullGiven.Wave(1, 6_000))], FullGiven.App());
        var part = FullBacktest.Run([FullGiven.Market(FullGiven.Wave(1, 6_000))], FullGiven.App(), done =>
        {
            if (done > 0.4)
            {
                stop.Cancel();
            }
        }, stop.Token);

        Assert.False(part.IsComplete);
        Assert.InRange(part.Trades.Count, 3, whole.Trades.Count - 1);
        Assert.Equal(whole.Trades.Take(part.Trades.Count - 1), part.Trades.Take(part.Trades.Count - 1));
    }

    [Fact]
    public void Bars_that_cannot_make_what_is_needed_are_refused_with_what_would_do()
    {
        var daily = FullGiven.Market(FullGiven.Wave(1, 600, 1_440));

        Assert.Contains("1h", Assert.Throws<FullException>(() => FullBacktest.Run([daily], FullGiven.App())).Message, StringComparison.Ordinal);
        Assert.Contains("the policy", Assert.Throws<FullException>(() => FullBacktest.Run([daily], FullGiven.App(frame: "1d"))).Message, StringComparison.Ordinal);
        var neutral = FullGiven.App(frame: "1d");
        Assert.NotEmpty(FullBacktest.Run([daily], neutral with { Market = new MarketAssumptions { IsNeutral = true } }).Decisions);
    }

    [Fact]
    public void Minute_bars_make_the_hours_that_hourly_bars_are()
    {
        var minutes = FullGiven.Wave(7, 60_000, 1);
        var hours = CandleMerger.Merge(minutes, CandleInterval.OneMinute, CandleInterval.OneHour).ToArray();

        var fromMinutes = FullBacktest.Run([FullGiven.Market(minutes)], FullGiven.App());
        var fromHours = FullBacktest.Run([FullGiven.Market(hours)], FullGiven.App());

        // The same signals of the same candles; what happens in between is seen closer.
        Assert.Equal(fromHours.Decisions.Select(d => (d.At, d.Strategy, d.Side)), fromMinutes.Decisions.Select(d => (d.At, d.Strategy, d.Side)));
    }

    private static FullOptions With(FullOptions options, Func<DeskOptions, DeskOptions> change) => options with { Desk = change(options.Desk) };
}
