using Ballast.Core.Market;
using Ballast.Core.Strategies;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Strategies;

public sealed class CalibrationTests
{
    private const long Hour = 3_600_000;

    private static readonly CalibrationOptions Options = new();
    private static readonly StrategyCall? Buy = StrategyCall.Of(1, 1), Sell = StrategyCall.Of(-1, 1), None = default(StrategyCall);

    // Opens 100, 101, …; each closes half above its open. Told are the candle of the entry's open, of the exit's open (or its close: c), and the end.
    [Theory]
    [InlineData("N B B N N N N", "2 4c won")] // out at the close of the third candle
    [InlineData("N B N S N N N", "2 4 won, 4 6c lost")] // out at the open after the opposite call
    [InlineData("N S B N N N N", "2 3 lost, 3 5c won")]
    [InlineData("N S N N N N N", "2 4c lost")]
    [InlineData("N N N N N B N", "")] // still open
    [InlineData("N N N N N N B", "")] // no next open
    [InlineData("N N N N B N S", "")] // its opposite call has no next open
    public void A_past_signal_is_followed_from_the_next_open_to_its_end(string calls, string expected) =>
        Assert.Equal(expected, Followed([.. calls.Split(' ').Select(c => c switch { "B" => Buy, "S" => Sell, _ => None })], 0, 0.001));

    // 2.5 won on 102 and 104.5.
    [Theory]
    [InlineData(0, 0.012, "2 4c won")]
    [InlineData(0, 0.013, "2 4c lost")]
    [InlineData(1, 0.0, "2 4c won")]
    [InlineData(2, 0.0, "")]
    public void Fees_lose_what_moved_less_and_made_up_candles_are_no_history(int synthetic, double fee, string expected) =>
        Assert.Equal(expected, Followed([None, Buy, None, None, None, None], synthetic, fee));

    [Fact]
    public void Steps_of_equal_count_become_monotone_shares()
    {
        var options = Options with { Steps = 3, MinPerStep = 2, PriorWeight = 0 };
        var map = CalibrationMap.Fit(Signals("0.5L 0.5W 0.6W 0.6W 0.7L 0.7W"), options);

        Assert.Equal([new(0.5, 0.5, 2), new(0.6, 0.75, 2), new(0.7, 0.75, 2)], map.Points.Select(p => new CalibrationPoint(Math.Round(p.Confidence, 9), p.Share, p.Count)));
        Assert.Equal([0.5, 0.5, 0.625, 0.75, 0.75], new[] { 0.0, 0.5, 0.55, 0.65, 1.0 }.Select(x => Math.Round(map.Apply(x), 9)));
    }

    [Fact]
    public void A_step_is_drawn_towards_all_as_by_so_many_signals()
    {
        // Of all: (3 + 1) / (4 + 2) = 2/3; one step of four: (3 + 2 · 2/3) / (4 + 2).
        var map = CalibrationMap.Fit(Signals("0.5W 0.6W 0.7L 0.8W"), Options with { PriorWeight = 2 });
        Assert.Equal(13.0 / 18, Assert.Single(map.Points).Share, 12);
        Assert.Equal(13.0 / 18, map.Apply(0.123), 12);
        Assert.Equal(0.123, CalibrationMap.None.Apply(0.123));
        Assert.Empty(CalibrationMap.Fit([], Options).Points);
    }

    [Fact]
    public void A_map_never_falls_keeps_all_signals_and_those_of_one_confidence_together() => Sample.Holds(100, random =>
    {
        var signals = Enumerable.Range(0, random.Next(1, 400)).Select(i => new PastSignal(Math.Round(random.NextDouble(), random.Next(1, 4)), random.Next(3) == 0, i, i + 1)).ToList();
        var map = CalibrationMap.Fit(signals, Options with { Steps = random.Next(2, 20), MinPerStep = random.Next(5, 40), PriorWeight = random.Next(0, 20) });
        var told = Enumerable.Range(0, 101).Select(i => map.Apply(i / 100.0)).ToList();
        return map.Points.Sum(p => p.Count) == signals.Count && told.All(share => share is >= 0 and <= 1) && told.Zip(told.Skip(1)).All(pair => pair.First <= pair.Second + 1e-12)
            && map.Points.Zip(map.Points.Skip(1)).All(pair => pair.First.Confidence < pair.Second.Confidence);
    });

    [Fact]
    public void Scores_by_hand()
    {
        var score = Reliability.Of([(0.9, true), (0.9, false), (0.6, true), (0.2, false)]);
        Assert.Equal((4, 0.255, 0.35), (score.Count, Math.Round(score.Brier, 12), Math.Round(score.CalibrationError, 12)));
        var bins = Reliability.BinsOf([(0.9, true), (0.9, false), (1.0, true), (0, false)]);
        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 0, 0, 3], bins.Select(b => b.Count));
        Assert.Equal((0.9, 2.0 / 3), (bins[9].From, bins[9].Share));
        Assert.Equal(2.8 / 3, bins[9].Confidence, 12);
    }

    [Fact]
    public void Confidences_that_promise_too_much_are_brought_down_to_what_they_kept()
    {
        var made = StrategyCalibration.Of("cross", "rule", Promising(new Random(7), 1200), Given.Noon, Options);

        Assert.Equal(1200, made.Samples);
        Assert.InRange(made.Map.Apply(0.55), 0.25, 0.42);
        Assert.InRange(made.Map.Apply(0.9), 0.45, 0.65);
        Assert.Equal(1000, made.Before!.Value.Count);
        Assert.True(made.Before.Value.CalibrationError > 0.2, made.Before.ToString());
        Assert.True(made.After!.Value.CalibrationError < 0.1, made.After.ToString());
        Assert.True(made.After.Value.Brier < made.Before.Value.Brier, $"{made.After} {made.Before}");
    }

    [Fact]
    public void Nothing_is_calibrated_on_itself_or_on_what_had_not_ended() => Sample.Holds(10, random =>
    {
        var signals = Promising(random, 300);
        var scored = StrategyCalibration.WalkForward(signals, Options);
        var from = random.Next(60, 300);
        var turned = signals.Select((s, i) => i < from ? s : s with { IsWon = !s.IsWon }).ToList();
        var again = StrategyCalibration.WalkForward(turned, Options);

        // Parts are 50 long: until the end of the one that holds the first turned signal nothing may change.
        var until = ((from / 50) + 1) * 50_000L;
        var isBlind = scored.Zip(again).All(pair => pair.First.Signal.EntryMs >= until || pair.First.Calibrated.Equals(pair.Second.Calibrated));
        var first = scored[0].Signal;
        var known = CalibrationMap.Fit([.. signals.Where(s => s.ExitMs < first.EntryMs)], Options);
        return isBlind && scored[0].Calibrated.Equals(known.Apply(first.Confidence));
    });

    [Fact]
    public void Too_little_history_is_said_and_leaves_the_raw_confidence()
    {
        var path = new StrategyPath([None, Buy], "because");
        var few = StrategyCalibration.Of("sma-cross", "rule", Promising(new Random(1), 59), Given.Noon, Options);
        var enough = StrategyCalibration.Of("sma-cross", "rule", Promising(new Random(1), 60), Given.Noon, Options);

        Assert.Equal((0.725m, 0.725m, "raw: 0 past signals, 60 are needed"), Of(null));
        Assert.Equal((0.725m, 0.725m, "raw: 59 past signals, 60 are needed"), Of(few));
        Assert.Equal((0.725m, 0.725m, "raw: 0 past signals, 60 are needed"), Of(enough with { Rule = "another" }));
        Assert.Equal((decimal.Round((decimal)enough.Map.Apply(0.725), 4), 0.725m, $"by 60 past signals, {enough.Wins} of them won"), Of(enough));

        (decimal, decimal, string) Of(StrategyCalibration? known)
        {
            var opinion = CalibratedOpinion.Of(BuiltIn.SmaCross, CandleInterval.OneHour, path, Given.Noon, "rule", known, Options);
            Assert.Equal((ModelAction.Buy, "sma-cross", "because", Given.Noon), (opinion.Action, opinion.Strategy, opinion.Why, opinion.At));
            return (opinion.Confidence, opinion.Raw, opinion.Calibration);
        }
    }

    [Fact]
    public void It_is_due_after_a_day_and_when_the_rule_changed()
    {
        var made = StrategyCalibration.Of("cross", "rule", [], Given.Noon, Options);
        Assert.Null(made.Before);
        Assert.False(made.IsDue("rule", Given.Noon.AddHours(24).AddTicks(-1), Options));
        Assert.True(made.IsDue("rule", Given.Noon.AddHours(24), Options));
        Assert.True(made.IsDue("another", Given.Noon, Options));
    }

    [Fact]
    public void An_opinion_gives_way_to_a_newer_one_of_its_strategy_and_ages()
    {
        var first = CalibratedOpinion.Of(BuiltIn.Trend, CandleInterval.OneHour, new StrategyPath([None, Buy], "up"), Given.Noon, "rule", null, Options);
        var next = first with { At = Given.Noon.AddHours(1), Action = ModelAction.None };
        var known = new SymbolOpinions(Given.Btc, []).With(first).With(first with { Strategy = "breakout" });

        Assert.Equal([next, first with { Strategy = "breakout" }], known.With(next).Opinions);
        Assert.Equal(known.With(next), known.With(next).With(first));
        Assert.Equal(first, known.Of(BuiltIn.Trend));
        Assert.Null(known.Of(BuiltIn.SmaCross));
        Assert.Equal(new Opinion(ModelAction.Buy, 0.725m, "up"), first.OpinionAt(Given.Noon.AddHours(2), 2));
        Assert.Null(first.OpinionAt(Given.Noon.AddHours(2).AddTicks(1), 2));
        Assert.Null((first with { Action = null }).OpinionAt(Given.Noon, 2));
    }

    /// <summary>One signal a second, each 5 s long; the chance to win is 0.3 at a confidence of 0.5 and 0.6 at 0.95.</summary>
    private static List<PastSignal> Promising(Random random, int count) => [.. Enumerable.Range(0, count).Select(i =>
    {
        var confidence = 0.5 + (0.45 * random.NextDouble());
        return new PastSignal(confidence, random.NextDouble() < 0.3 + ((confidence - 0.5) * 2 / 3), i * 1000L, (i * 1000L) + 5000);
    })];

    private static string Followed(StrategyCall?[] calls, int synthetic, double fee)
    {
        Candle[] candles = [.. calls.Select((_, i) => Given.Candle(i, 100 + i, 101 + i, 99 + i, 100.5 + i))];
        var found = PastSignals.Of(new StrategyPath(EquatableList.Create<StrategyCall?>(calls), ""), candles, synthetic, Options with { Horizon = 3, FeeRate = fee });
        return string.Join(", ", found.Select(s => $"{s.EntryMs / Hour} {(s.ExitMs % Hour == 0 ? $"{s.ExitMs / Hour}" : $"{s.ExitMs / Hour}c")} {(s.IsWon ? "won" : "lost")}"));
    }

    private static List<PastSignal> Signals(string text) => [.. text.Split(' ').Select((s, i) => new PastSignal(double.Parse(s[..^1], System.Globalization.CultureInfo.InvariantCulture), s[^1] == 'W', i, i + 1))];
}
