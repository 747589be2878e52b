using Ballast.Core.Market;
using Ballast.Research.Backtesting;
using Ballast.Research.Data;
using Ballast.Research.Optimising;
using Ballast.Research.Trials;

namespace Ballast.Research.Tests.Backtesting;

/// <summary>An account that has nothing left at some bar has no ratios, whatever it came to later.</summary>
public sealed class RuinTests
{
    private const long HalfDay = 43_200_000;

    private static readonly BareOptions Options = new() { Fast = 1, Slow = 2, AtrStop = 0, FeeRate = 0, Quantity = 2, Cash = 100 };

    /// <summary>Two units bought at 102 with 100: at 50 there is less than nothing, at 60 still something. Two bars make a day.</summary>
    [Theory]
    [InlineData("within a day, and all is won back", 3, 50, 4, true)]
    [InlineData("at the end of a day, and all is won back", 2, 50, 4, true)]
    [InlineData("on the last day", 2, 50, 0, true)]
    [InlineData("not quite", 2, 60, 4, false)]
    public void Ratios_are_null_whatever_day_it_was_ruined(string name, int before, double low, int after, bool isRuined)
    {
        (double Open, double Close)[] prices = [.. Enumerable.Repeat((100.0, 100.0), before), (100, 102), (102, low), .. Enumerable.Range(0, after).Select(i => (102.0 - i, 101.0 - i))];
        var kernel = new BarKernel(BarSeries.Of([.. prices.Select((p, i) => new Candle(Candles.Start + (i * HalfDay), p.Open, Math.Max(p.Open, p.Close), Math.Min(p.Open, p.Close), p.Close, 1, Candles.Start + ((i + 1) * HalfDay) - 1))]));
        var trades = new List<BareTrade>();
        var result = BareResult.Of(kernel.Bars, trades, Options, kernel.Run(Options, trades));
        var trials = new BareTrials(kernel, Options);
        var figures = TrialFigures.Of(trials.Run(SettingPoint.Nothing, [trials.Whole])![0]);

        Assert.Equal((name, isRuined, isRuined, isRuined), (name, result.Sharpe is null, result.Calmar is null, result.MaxDrawdown >= 1));
        Assert.Equal((isRuined, result.Sharpe, result.Calmar), (figures.IsRuined, figures.Sharpe, figures.Calmar));
    }

    [Fact]
    public void It_is_found_as_by_looking_at_every_bar()
    {
        var ruined = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var options = Options with { Fast = 3, Slow = 8, FeeRate = 0.0001, Cash = 10 + (seed * 3) };
            var kernel = new BarKernel(BarSeries.Of(Candles.Walk(new Random(seed), 600)));
            var trades = new List<BareTrade>();
            kernel.Run(options, trades);
            var (lowest, cash) = (options.Cash, options.Cash);
            BareEquity.Each(trades, options, kernel.Bars.Closes, (_, equity, _) => lowest = Math.Min(lowest, equity));
            trades.ForEach(t => lowest = Math.Min(lowest, cash += t.NetPnl));
            var trials = new BareTrials(kernel, options);

            Assert.Equal((seed, lowest <= 0), (seed, trials.Run(SettingPoint.Nothing, [trials.Whole])![0].IsRuined));
            ruined += lowest <= 0 ? 1 : 0;
        }

        Assert.InRange(ruined, 5, 55);
    }

    [Fact]
    public void A_joined_run_is_ruined_where_one_of_its_parts_is()
    {
        var (fine, ruined) = (new TrialRun(0, 2, new[] { 0.1, 0.1 }, default), new TrialRun(2, 2, new[] { 0.1, 0.1 }, default) { IsRuined = true });

        Assert.True(TrialRun.Join([fine, ruined]).IsRuined);
        Assert.False(TrialRun.Join([fine, fine]).IsRuined);
    }
}
