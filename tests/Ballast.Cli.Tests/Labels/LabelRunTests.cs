using Ballast.Cli.Labels;
using Ballast.Core.Regimes;

namespace Ballast.Cli.Tests.Labels;

/// <summary>Runs, shares and years of labels, counted by hand.</summary>
public sealed class LabelRunTests
{
    private static readonly IReadOnlyList<LabelledCandle> Candles = GivenCandles.Labelled("..UUURDD", 100, 110, 100, 120, 150, 90, 80, 60);

    [Fact]
    public void A_run_goes_from_the_close_that_named_it_to_the_close_that_named_the_next()
    {
        var day = GivenCandles.Start;
        Assert.Equal(
            [
                new LabelRun(MarketLabel.Up, day.AddDays(3), day.AddDays(6), 3, 100, 90),
                new LabelRun(MarketLabel.Ranging, day.AddDays(6), day.AddDays(7), 1, 90, 80),
                new LabelRun(MarketLabel.Down, day.AddDays(7), day.AddDays(8), 2, 80, 60),
            ],
            LabelRun.Of(Candles));
        Assert.Equal(-0.1, LabelRun.Of(Candles)[0].Change, 12);
    }

    [Fact]
    public void Runs_follow_one_another_so_that_their_changes_make_the_whole()
    {
        var runs = LabelRun.Of(Candles);

        Assert.All(runs.Skip(1).Zip(runs), pair => Assert.Equal((pair.Second.To, pair.Second.ToPrice), (pair.First.From, pair.First.FromPrice)));
        Assert.Equal(60.0 / 100, LabelShare.Of(runs).Aggregate(1.0, (product, share) => product * (1 + share.Change)), 12);
    }

    [Fact]
    public void Shares_are_of_the_labelled_candles()
    {
        var shares = LabelShare.Of(LabelRun.Of(Candles));

        Assert.Equal([(MarketLabel.Up, 3, 0.5, 1), (MarketLabel.Down, 2, 2 / 6.0, 1), (MarketLabel.Ranging, 1, 1 / 6.0, 1)], shares.Select(s => (s.Label, s.Candles, s.Share, s.Runs)));
    }

    [Fact]
    public void A_year_is_compared_with_the_last_close_of_the_year_before()
    {
        // The third candle is the first of 2021.
        var years = LabelYear.Of(Candles);

        Assert.Equal([(2020, 2, 2), (2021, 6, 0)], years.Select(y => (y.Year, y.Candles, y.Unlabelled)));
        Assert.Empty(years[0].Shares);
        Assert.Equal((110.0 / 1000) - 1, years[0].Change, 12);
        Assert.Equal((60.0 / 110) - 1, years[1].Change, 12);
        Assert.Equal(1, years[1].Shares.Values.Sum(), 12);
    }

    [Theory]
    [InlineData(Regime.Trending, TrendDirection.Up, "TRENDING UP")]
    [InlineData(Regime.Trending, TrendDirection.Down, "TRENDING DOWN")]
    [InlineData(Regime.Trending, TrendDirection.Flat, "TRENDING FLAT")]
    [InlineData(Regime.Ranging, TrendDirection.Up, "RANGING")]
    [InlineData(Regime.Normal, TrendDirection.Down, "NORMAL")]
    public void A_direction_belongs_to_a_trend(Regime regime, TrendDirection direction, string name) => Assert.Equal(name, MarketLabels.Of(regime, direction).Name());
}
