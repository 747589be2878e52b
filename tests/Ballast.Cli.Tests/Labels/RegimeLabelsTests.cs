using Ballast.Cli.Labels;
using Ballast.Contracts;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Regimes;
using Ballast.Venue.Markets.Klines;

namespace Ballast.Cli.Tests.Labels;

/// <summary>Labels are what the app would have said at each close, and know nothing later.</summary>
public sealed class RegimeLabelsTests
{
    private static readonly TradingOptions Options = new();
    private static readonly Candle[] Candles = GivenCandles.Daily(CandleFiles.Closes(640));

    [Fact]
    public void Rules_label_each_candle_as_a_tracker_fed_with_all_candles_up_to_it()
    {
        var labelled = RegimeLabels.ByRules(Candles, CandleInterval.OneDay, Options, default);

        var tracker = new RegimeTracker(Options.Policy, Options.Regimes);
        for (var i = 0; i < Candles.Length; i++)
        {
            tracker.Add(Candles[i]);
            Assert.Equal(tracker.State.IsKnown ? MarketLabels.Of(tracker.State.Regime, tracker.State.Direction) : null, labelled[i].Label);
        }

        // One that always says the same would pass as well.
        Assert.Superset(new HashSet<MarketLabel?> { null, MarketLabel.Up, MarketLabel.Down, MarketLabel.Ranging }, labelled.Select(c => c.Label).ToHashSet());
    }

    [Fact]
    public void The_percentile_is_the_policys_over_as_many_candles_as_the_app_reads()
    {
        var candles = GivenCandles.Daily(CandleFiles.Closes(900));
        var labelled = RegimeLabels.ByRules(candles, CandleInterval.OneDay, Options, default);

        Assert.True(double.IsNaN(labelled[12].AtrPercentile));
        foreach (var i in (int[])[13, 200, 764, 765, 899])
        {
            Assert.Equal(PolicyRules.AtrPercentile(candles.AsSpan(Math.Max(0, i - 764)..(i + 1)), Options.Policy), labelled[i].AtrPercentile);
        }
    }

    [Theory]
    [InlineData(RegimeSource.Rules, 1)]
    [InlineData(RegimeSource.HiddenMarkov, 520)]
    [InlineData(RegimeSource.HiddenMarkov, 571)]
    [InlineData(RegimeSource.HiddenMarkov, 639)]
    public void A_label_does_not_change_with_what_comes_later(RegimeSource model, int known)
    {
        Assert.Equal(Of(model, Candles)[..known], Of(model, Candles[..known]));

        // Nor when the future is another one.
        var other = (Candle[])[.. Candles[..known], .. Candles[known..].Select(c => c with { High = c.High * 9, Close = c.High * 8 })];
        Assert.Equal(Of(model, Candles)[..known], Of(model, other)[..known]);
    }

    [Fact]
    public void A_model_labels_the_first_candle_after_its_training_and_no_candle_before()
    {
        var labelled = RegimeLabels.ByModel(Candles, 50, Options, default);

        // 500 observations end with the 515th candle; that one is learned from.
        Assert.Equal(515, labelled.TakeWhile(c => c.Label is null).Count());
        var model = TrainedModel.Fit(Window(515), null, labelled[514].ClosedAt, Options.HiddenMarkov)!;
        Assert.All(Enumerable.Range(515, 50), i => Assert.Equal(Read(model, i), labelled[i].Label));

        // After fifty candles the next one, which continues it.
        var second = TrainedModel.Fit(Window(565), model, labelled[564].ClosedAt, Options.HiddenMarkov)!;
        Assert.NotEqual(model.Model, second.Model);
        Assert.All(Enumerable.Range(565, 50), i => Assert.Equal(Read(second, i), labelled[i].Label));

        MarketLabel Read(TrainedModel by, int i) => ModelReading.Of(by, Window(i + 1), Options.HiddenMarkov) is { } reading ? MarketLabels.Of(reading.Regime, reading.Direction) : throw new InvalidOperationException("no reading");
    }

    [Fact]
    public void A_stop_ends_it()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        Assert.Throws<OperationCanceledException>(() => RegimeLabels.ByRules(Candles, CandleInterval.OneDay, Options, stopped.Token));
    }

    /// <summary>What everybody who watched Bitcoin then remembers.</summary>
    [RealDataFact]
    public void Real_years_have_the_labels_that_a_trader_expects()
    {
        var real = KlineFile.Read(Path.Combine(DataFolder.Path!, "klines", "BTCUSD-1d-coinbase.csv")).Select(c => c.Candle).ToArray();
        foreach (var labelled in (IReadOnlyList<LabelledCandle>[])[RegimeLabels.ByRules(real, CandleInterval.OneDay, Options, default), RegimeLabels.ByModel(real, 30, Options, default)])
        {
            var years = LabelYear.Of(labelled).ToDictionary(y => y.Year);
            Assert.True(years[2017].Change > 10 && years[2018].Change < -0.5);
            Assert.InRange(years[2017].Shares[MarketLabel.Up], 0.5, 0.9);
            Assert.InRange(years[2017].Shares.GetValueOrDefault(MarketLabel.Down), 0, 0.2);
            Assert.InRange(years[2018].Shares[MarketLabel.Down], 0.5, 0.9);

            // November 2017, from 6,400 to 10,000, is one trend; the spring of 2018 is none upwards.
            Assert.All(labelled.Where(c => c.ClosedAt.Year == 2017 && c.ClosedAt.Month == 11), c => Assert.Equal(MarketLabel.Up, c.Label));
            Assert.All(labelled.Where(c => c.ClosedAt.Year == 2018 && c.ClosedAt.Month == 2 && c.ClosedAt.Day < 15), c => Assert.Equal(MarketLabel.Down, c.Label));

            // A label that flips every few days is of no use.
            Assert.InRange(LabelRun.Of(labelled).Count, 10, 70);
        }
    }

    private static LabelledCandle[] Of(RegimeSource model, Candle[] candles) =>
        [.. model == RegimeSource.Rules ? RegimeLabels.ByRules(candles, CandleInterval.OneDay, Options, default) : RegimeLabels.ByModel(candles, 50, Options, default)];

    private static CandleWindow Window(int end) => new(EquatableList.Create<Candle>(Candles.AsSpan(..end)), 0);
}
