using Ballast.Core.Decisions;
using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Signals;
using Ballast.Core.Sizing;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Decisions;

/// <summary>
/// The level of an order, its share of the book among the measures (requirements §7). The fixed sizer binds 500 USDT of margin; by rules the
/// leverage is int(5 × 1.5 × risk): 9 while SAFE, 5 in a WARNING, 3 while CRITICAL, so orders of 4,404.4, 2,402.4 and 1,401.4 USDT.
/// </summary>
public sealed class OrderRiskTests
{
    // A tenth of 44,044 is the SAFE order; a tenth of 24,100 the WARNING one; a quarter of 8,000 lies under it, above a tenth and the CRITICAL one.
    [Theory]
    [InlineData(44_044, 9, 4_404.4, "SAFE", "nothing", "SAFE")]
    [InlineData(30_000, 9, 2_902.9, "SAFE", "nothing", "SAFE")]
    [InlineData(20_000, 5, 2_402.4, "WARNING", "order 12.0 % of the depth", "WARNING")]
    [InlineData(8_000, 5, 1_901.9, "WARNING", "order 23.8 % of the depth", "WARNING")]
    public void It_is_sized_for_the_level_at_which_it_becomes_the_largest(int depth, int leverage, double notional, string level, string why, string sizedFor)
    {
        var decision = Decide(depth, AbnormalMarket.Refuse);

        Assert.Equal((leverage, (decimal)notional), (decision.Entry!.Leverage.Value, decision.Entry.Notional.Value));
        var step = decision.Trace.Single(s => s.Rule == "risk-level");
        Assert.Equal((level, why, sizedFor, "§7"), (Text("level"), Text("decidedBy"), Text("sizedFor"), step.Section));
        Assert.Equal((decision.Entry.Notional.Value, (decimal)depth), (step.Inputs.Single(i => i.Name == "notional").Number, step.Inputs.Single(i => i.Name == "depth").Number));
        Assert.Equal(sizedFor, decision.Trace.Single(s => s.Rule == "leverage-risk-level").Inputs[0].Text);
        Assert.Equal(depth is 30_000 or 8_000 ? depth * (leverage == 9 ? 0.1m : 0.25m) : null, decision.Trace.SingleOrDefault(s => s.Rule == "book-depth")?.Output);
        Assert.Equal(decision.Entry, Decide(depth, AbnormalMarket.Refuse, withTrace: false).Entry);

        string? Text(string input) => step.Inputs.Single(i => i.Name == input).Text;
    }

    [Fact]
    public void A_book_that_does_not_say_what_it_holds_is_refused_by_name()
    {
        var book = Book(1) with { AskDepth = null };
        var decision = Decide(book, AbnormalMarket.Refuse, SignalTarget.Long);

        var reason = Assert.Single(decision.Refusals);
        Assert.Equal("ABNORMAL_MARKET", reason.Code);
        Assert.Equal("The market of BTCUSDT is abnormal for this order of 1401.4 USDT: its risk level is CRITICAL (the depth that the order takes is not known).", reason.Text);
        Assert.Equal("CRITICAL", decision.Trace.Single(s => s.Rule == "risk-level").Inputs[0].Text);
        Assert.Null(decision.Entry);
        Assert.Equal(decision.Refusals, Decide(book, AbnormalMarket.Refuse, SignalTarget.Long, withTrace: false).Refusals);
    }

    [Fact]
    public void A_book_with_room_for_less_than_the_least_order_is_refused() =>
        Assert.Contains("the cap 'book-depth' forbids more", Assert.Single(Decide(40, AbnormalMarket.Refuse).Refusals, r => r.Code == Lots.BelowMinimum).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData(AbnormalMarket.OneTimes, 1)]
    [InlineData(AbnormalMarket.Ignore, 3)]
    public void Where_that_does_not_refuse_its_leverage_is_the_worst_level_s(AbnormalMarket abnormal, int leverage)
    {
        var decision = Decide(1_000, abnormal);

        Assert.Equal(leverage, decision.Entry!.Leverage.Value);
        Assert.Equal(abnormal == AbnormalMarket.OneTimes ? "the order is too large a share of the depth" : null, decision.Trace.SingleOrDefault(s => s.Rule == "abnormal-market")?.Inputs[0].Text);
    }

    [Fact]
    public void Where_the_depth_leaves_less_than_the_tiers_least_margin_the_leverage_falls_and_the_order_stays()
    {
        var options = Given.Options with { Sizing = new() { Model = SizingModel.Tier }, Leverage = new() { Abnormal = AbnormalMarket.Refuse } };
        var book = Book(1_500) with { Vpin = null };
        var decision = EntryDecider.Decide(Given.Input(Given.Signal(confidence: 0.9m), Given.View() with { Book = book }, risk: Given.Risk(50_000)), options);

        Assert.Equal(375, decision.Trace.Single(s => s.Rule == "book-depth").Output);
        Assert.Equal((4, 300.3m), (decision.Entry!.Leverage.Value, decision.Entry.Notional.Value));
        Assert.Equal("WARNING", decision.Trace.Single(s => s.Rule == "risk-level").Inputs[0].Text);
    }

    [Fact]
    public void The_side_that_the_order_takes_counts()
    {
        var book = Book(1) with { BidDepth = new Money(1_000_000) };

        Assert.Equal(9, Decide(book, AbnormalMarket.Refuse, SignalTarget.Short).Entry!.Leverage.Value);
        Assert.Null(Decide(book, AbnormalMarket.Refuse, SignalTarget.Long).Entry);
    }

    [Fact]
    public void Where_nothing_reads_the_level_it_only_stands_in_the_trace()
    {
        var options = Given.Options with { Sizing = new() { Model = SizingModel.Fixed } };
        var decision = EntryDecider.Decide(Given.Input(view: Given.View() with { Book = Book(1) }), options);

        Assert.NotNull(decision.Entry);
        Assert.Equal("CRITICAL", decision.Trace.Single(s => s.Rule == "risk-level").Inputs[0].Text);
    }

    private static EntryDecision Decide(int depth, AbnormalMarket abnormal, bool withTrace = true) => Decide(Book(depth), abnormal, SignalTarget.Long, withTrace);

    private static EntryDecision Decide(BookReading book, AbnormalMarket abnormal, SignalTarget target, bool withTrace = true) => EntryDecider.Decide(
        Given.Input(Given.Signal(target, confidence: 0.9m), Given.View() with { Book = book }),
        Given.Options with { Sizing = new() { Model = SizingModel.Fixed }, Leverage = new() { Model = LeverageModel.Rules, Abnormal = abnormal } },
        withTrace);

    private static BookReading Book(int askDepth) => new(0.0001m, 0.1m, Given.Noon) { BidDepth = new Money(askDepth), AskDepth = new Money(askDepth) };
}
