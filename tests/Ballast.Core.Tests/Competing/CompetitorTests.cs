using Ballast.Core.Competing;
using Ballast.Core.Market;
using Ballast.Core.Signals;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Competing;

/// <summary>What happens to one mode as it sees the market go by.</summary>
public sealed class CompetitorTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void However_often_it_looks_the_account_becomes_the_same(int seed)
    {
        var scene = CompetitorScene.Random(seed);
        var often = scene.Look(null, [.. Enumerable.Range(1, 400).Select(m => (double)m)]);
        var seldom = scene.Look(null, [.. Enumerable.Range(1, 80).Select(m => m * 5.0)]);
        var once = scene.Look(null, 400);

        Assert.True(once.Trades.Count > 1, "The market has no trade.");
        Assert.Equal(once.Trades, often.Trades);
        Assert.Equal(once.Trades, seldom.Trades);
        Assert.Equal(once.Decisions, often.Decisions);
        Assert.Equal(once.State, often.State);
        Assert.Equal(once.State, seldom.State);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_was_seen_already_changes_nothing(int seed)
    {
        var scene = CompetitorScene.Random(seed);
        var (state, _, _) = scene.Look(null, 200);

        var again = Competitor.Advance(state, scene.Slice(200), CompetitorScene.Mode, CompetitorScene.OptionsOf(CompetitorScene.Mode));
        var older = Competitor.Advance(state, scene.Slice(120), CompetitorScene.Mode, CompetitorScene.OptionsOf(CompetitorScene.Mode));

        Assert.Equal(state, again.Next);
        Assert.Equal(state, older.Next);
        Assert.Empty(again.Trades.Concat(older.Trades));
        Assert.Empty(again.Decisions);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Money_is_conserved_to_the_last_digit(int seed)
    {
        var scene = CompetitorScene.Random(seed).Signal((400 * 60) - 30, SignalTarget.Flat, 100_000).Signal((400 * 60) - 20, SignalTarget.Flat, 3_000, new Symbol("ETHUSDT"));
        var (state, trades, _) = scene.Look(null, 400);

        Assert.Empty(state.Open);
        Assert.Equal(state.Start + trades.Aggregate(Money.Zero, (sum, t) => sum + t.NetPnl), state.Balance);
        Assert.Equal(trades.Aggregate(Money.Zero, (sum, t) => sum + t.Fees), state.Fees);
        Assert.Equal((trades.Count, trades.Count(t => t.NetPnl.Value > 0)), (state.Trades, state.Wins));
        Assert.Equal(decimal.Round(state.Equity.Value, 5), state.DayEquity[^1].Value);
    }

    [Fact]
    public void What_is_open_on_a_delisted_symbol_is_settled_at_its_last_price_and_nothing_is_entered_there()
    {
        var scene = new CompetitorScene().Flat(2, 100_000).Bar(100_000, 100_400, 99_900, 100_300).Signal(30, SignalTarget.Long, 100_000).Signal(190, SignalTarget.Long, 100_300);
        var (open, _, _) = scene.Look(null, 3);
        var over = scene.Slice(600) with { Delisted = [Given.Btc] };

        var step = Competitor.Advance(open, over, CompetitorScene.Mode, CompetitorScene.OptionsOf(CompetitorScene.Mode));
        var again = Competitor.Advance(step.Next, over, CompetitorScene.Mode, CompetitorScene.OptionsOf(CompetitorScene.Mode));

        Assert.Equal([Given.Btc], open.Open);
        var trade = Assert.Single(step.Trades);
        Assert.Equal(("DELISTED", 100_300m), (trade.ExitReason, trade.ExitPrice.Value));
        Assert.Empty(step.Next.Open);
        Assert.Empty(step.Decisions);
        Assert.Equal(2, step.Next.Taken.Count);
        Assert.Equal(step.Next.Start + trade.NetPnl, step.Next.Balance);
        Assert.Equal(step.Next, again.Next);
        Assert.Empty(again.Trades);
    }

    [Fact]
    public void An_entry_does_not_see_what_its_candle_did_before_it()
    {
        // The candle falls far under the stop and is back when the signal comes: 1.5 ATR of 1 % under 100,000 is 98,500.
        var (state, trades, _) = new CompetitorScene().Bar(100_000, 100_000, 97_000, 100_000).Flat(1, 100_000).Signal(30, SignalTarget.Long, 100_000).Look(null, 2);

        Assert.Empty(trades);
        Assert.Equal([Given.Btc], state.Open);
    }

    [Fact]
    public void An_entry_sees_the_way_to_its_candle_s_close()
    {
        var (state, trades, _) = new CompetitorScene().Bar(100_000, 100_000, 98_000, 98_000).Signal(30, SignalTarget.Long, 100_000).Look(null, 1);

        Assert.Equal("STOP", Assert.Single(trades).ExitReason);
        Assert.Empty(state.Open);
    }

    [Fact]
    public void What_was_open_before_sees_all_of_the_candle_that_a_signal_falls_into()
    {
        var scene = new CompetitorScene().Flat(1, 100_000).Bar(100_000, 100_100, 98_000, 100_000).Signal(10, SignalTarget.Long, 100_000).Signal(90, SignalTarget.Long, 100_000);

        Assert.Equal(("STOP", CompetitorScene.Noon.AddSeconds(10)), scene.Look(null, 2).Trades.Select(t => (t.ExitReason, t.EntryAt)).First());
    }

    [Fact]
    public void After_a_pause_every_candle_that_was_missed_counts()
    {
        // Long since the stop was touched, for one minute, and the price is back.
        var scene = new CompetitorScene().Flat(2, 100_000).Signal(10, SignalTarget.Long, 100_000);
        scene.Flat(600, 100_000).Bar(100_000, 100_000, 98_400, 100_000).Flat(600, 100_000);

        var (_, trades, _) = scene.Look(null, 2, 1203);

        var trade = Assert.Single(trades);
        Assert.Equal("STOP", trade.ExitReason);
        Assert.InRange(trade.ExitAt, CompetitorScene.Noon.AddMinutes(602), CompetitorScene.Noon.AddMinutes(603));
    }

    [Fact]
    public void All_modes_enter_at_the_same_price_with_their_own_leverage()
    {
        var scene = new CompetitorScene().Bar(100_000, 100_050, 99_990, 100_020).Signal(20, SignalTarget.Long, 100_010, spread: 0.0001m);
        var looks = CompetitionModes.Four.Select(m => scene.Look(m, 1).State.Desk.Find(Given.Btc)!).ToList();

        Assert.Equal([5, 3, 3, 5], looks.Select(d => d.Holding.Leverage.Value));
        Assert.Equal([100_015.0005m], looks.Select(d => d.Position.Tally.EntryPrice.Value).Distinct());
    }

    [Fact]
    public void A_fill_lies_within_the_candle_s_range()
    {
        var scene = new CompetitorScene().Bar(100_000, 100_050, 99_990, 100_020).Signal(20, SignalTarget.Long, 100_080);

        Assert.Equal(100_050, scene.Look(null, 1).State.Desk.Find(Given.Btc)!.Position.Tally.EntryPrice.Value);
    }

    [Fact]
    public void Each_mode_refuses_on_its_own_filter_only()
    {
        var scene = new CompetitorScene().Flat(4, 100_000)
            .Signal(10, SignalTarget.Long, 100_000, vpin: 0.8m)
            .Signal(70, SignalTarget.Flat, 100_000)
            .Signal(130, SignalTarget.Long, 100_000, spread: 0.0012m);
        var looks = CompetitionModes.Four.ToDictionary(m => m.Name, m => scene.Look(m, 3).Decisions.Select(d => d.Entry is not null).ToArray());

        Assert.Equal([true, false, true], looks["0"]);
        Assert.Equal([false, false, true], looks["1"]);
        Assert.Equal([true, false, false], looks["2"]);
        Assert.Equal([false, false, false], looks["3"]);
        Assert.Equal([new RefusalCount("RISK_FILTERED", 2)], scene.Look(CompetitionModes.Four[3], 3).State.Refusals.Where(r => r.Code == "RISK_FILTERED"));
    }

    [Fact]
    public void A_mode_that_observes_decides_and_trades_nothing()
    {
        var scene = CompetitorScene.Random(3);
        var watching = new CompetitionMode { Name = "watch", Leverage = 0 };
        var (state, trades, decisions) = scene.Look(watching, 400);

        Assert.Empty(trades);
        Assert.Equal((scene.Signals.Count, 0, 1000m), (state.Decisions, state.Entries, state.Equity.Value));
        Assert.Contains(decisions, d => d.Entry is not null);
        Assert.All(decisions, d => Assert.Empty(d.Trace));
        Assert.Empty(state.Desk.Symbols);
    }

    [Fact]
    public void Funding_is_settled_at_its_time_at_the_rate_said_before()
    {
        var scene = new CompetitorScene().Flat(12, 100_000).Signal(10, SignalTarget.Long, 100_000);
        scene.Funding.Add(new FundingReading(Given.Btc, 0.0003m, CompetitorScene.Noon.AddMinutes(10)));
        var options = CompetitorScene.OptionsOf(CompetitorScene.Mode);
        var before = scene.Look(null, 9).State;
        var quantity = before.Desk.Find(Given.Btc)!.Position.Quantity.Value;

        // The venue speaks of the next one already.
        scene.Funding[0] = new FundingReading(Given.Btc, -0.0009m, CompetitorScene.Noon.AddMinutes(10).AddHours(8));
        var after = Competitor.Advance(before, scene.Slice(12), CompetitorScene.Mode, options).Next;

        Assert.Equal(-0.0003m * quantity * 100_000, after.FundingPaid.Value);
        Assert.Equal(before.Balance + after.FundingPaid, after.Balance);
        Assert.Equal(CompetitorScene.Noon.AddMinutes(490), Assert.Single(after.Funding).NextAt);
    }

    [Fact]
    public void A_settlement_before_the_entry_is_not_paid()
    {
        var scene = new CompetitorScene().Flat(12, 100_000).Signal(605, SignalTarget.Long, 100_000);
        scene.Funding.Add(new FundingReading(Given.Btc, 0.0003m, CompetitorScene.Noon.AddMinutes(10)));

        Assert.Equal(0, scene.Look(null, 12).State.FundingPaid.Value);
    }

    [Fact]
    public void A_signal_that_comes_late_is_taken_once_when_it_has_come()
    {
        // Its row was written after a crash: the modes had looked past its minute, and it is stale by then.
        var scene = new CompetitorScene().Flat(20, 100_000);
        var (state, _, none) = scene.Look(null, 10);
        scene.Signal(60, SignalTarget.Long, 100_000);

        var step = Competitor.Advance(state, scene.Slice(15), CompetitorScene.Mode, CompetitorScene.OptionsOf(CompetitorScene.Mode));

        Assert.Empty(none);
        Assert.Contains(Assert.Single(step.Decisions).Refusals, r => r.Code == "STALE_PRICES");
        Assert.Empty(Competitor.Advance(step.Next, scene.Slice(20), CompetitorScene.Mode, CompetitorScene.OptionsOf(CompetitorScene.Mode)).Decisions);
    }

    [Fact]
    public void The_last_minute_s_signal_waits_for_its_candle()
    {
        var scene = new CompetitorScene().Flat(3, 100_000).Signal(125, SignalTarget.Long, 100_000);

        Assert.Empty(scene.Look(null, 2).Decisions);
        Assert.Single(scene.Look(null, 2, 3).Decisions);
    }

    [Fact]
    public void Equity_falls_and_days_are_kept()
    {
        var scene = new CompetitorScene().Flat(1, 100_000).Signal(10, SignalTarget.Long, 100_000).Flat(1000, 99_000).Flat(1000, 100_500);
        var (state, _, _) = scene.Look(null, 2001);
        var standing = state.ToStanding(CompetitorScene.Mode, CompetitorScene.Noon.AddDays(3));

        Assert.Equal(2, state.DayEquity.Count);
        Assert.True(state.MaxDrawdown > 0);
        Assert.Equal((1000m, DateOnly.FromDateTime(CompetitorScene.Noon.UtcDateTime).AddDays(-1)), (standing.Days[0].Equity.Value, standing.Days[0].Day));
        Assert.True(standing.Days[1].Equity < standing.Days[2].Equity);
        Assert.Equal(state.Until, standing.AsOf);
    }

    [Fact]
    public void While_nothing_is_open_it_stands_as_of_now()
    {
        var standing = CompetitorState.Begin(CompetitorScene.Mode, CompetitorScene.Noon, CompetitorScene.OptionsOf(CompetitorScene.Mode)).ToStanding(CompetitorScene.Mode, CompetitorScene.Noon.AddDays(3));

        Assert.Equal(CompetitorScene.Noon.AddDays(3), standing.AsOf);
        Assert.Equal(5, standing.Days.Count);
        Assert.All(standing.Days, d => Assert.Equal(1000, d.Equity.Value));
    }

    [Fact]
    public void What_is_remembered_stays_bounded()
    {
        var scene = new CompetitorScene().Flat(300, 100_000);
        for (var i = 0; i < 290; i++)
        {
            scene.Signal((i * 60) + 5, SignalTarget.Flat, 100_000);
        }

        var (state, _, _) = scene.Look(null, 300);

        Assert.Equal((290, CompetitorState.MostTaken), (state.Decisions, state.Taken.Count));
        Assert.True(state.HasTaken(scene.Signals[^1].Id));
        var years = state with { FirstDay = state.FirstDay.AddDays(-5000) };
        Assert.Equal(CompetitorState.MostDays, years.ToStanding(CompetitorScene.Mode, CompetitorScene.Noon.AddDays(1)).Days.Count);
    }
}
