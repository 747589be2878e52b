using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Sizing;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Decisions;

/// <summary>The risk filters of the competition's modes: each refuses on CRITICAL of its own measures (requirements §8).</summary>
public sealed class RiskFilterTests
{
    private const decimal Calm = 0.1m;
    private const decimal Tight = 0.0001m;

    // 900.9 USDT of an order are more than a quarter of 3,500 USDT of depth, and less than a quarter of 4,000.
    [Theory]
    [InlineData(RiskFilter.None, 0.9, 0.01, 1, false)]
    [InlineData(RiskFilter.Vpin, 0.69, 0.01, 1, false)]
    [InlineData(RiskFilter.Vpin, 0.70, 0.0001, 1_000_000, true)]
    [InlineData(RiskFilter.Liquidity, 0.9, 0.0009, 1_000_000, false)]
    [InlineData(RiskFilter.Liquidity, 0.1, 0.0010, 1_000_000, true)]
    [InlineData(RiskFilter.Liquidity, 0.1, 0.0001, 4_000, false)]
    [InlineData(RiskFilter.Liquidity, 0.1, 0.0001, 3_500, true)]
    [InlineData(RiskFilter.Full, 0.69, 0.0009, 4_000, false)]
    [InlineData(RiskFilter.Full, 0.70, 0.0001, 1_000_000, true)]
    [InlineData(RiskFilter.Full, 0.1, 0.0010, 1_000_000, true)]
    [InlineData(RiskFilter.Full, 0.1, 0.0001, 3_500, true)]
    public void A_filter_refuses_on_CRITICAL_of_what_it_looks_at(RiskFilter filter, double vpin, double spread, int depth, bool isRefused)
    {
        var decision = Decide(filter, Book((decimal)spread, (decimal)vpin, depth));

        Assert.Equal(isRefused ? ["RISK_FILTERED"] : [], decision.Refusals.Select(r => r.Code));
        Assert.Equal(isRefused, decision.Entry is null);
        Assert.Equal(decision.Entry, Decide(filter, Book((decimal)spread, (decimal)vpin, depth), withTrace: false).Entry);
        Assert.Equal(decision.Refusals, Decide(filter, Book((decimal)spread, (decimal)vpin, depth), withTrace: false).Refusals);
    }

    [Fact]
    public void A_refusal_names_filter_and_measures()
    {
        Assert.Equal("The risk filter 'full' refuses BTCUSDT while CRITICAL: VPIN 0.71, spread 12.00 bp.", Text(RiskFilter.Full, Book(0.0012m, 0.71m, 1_000_000)));
        Assert.Equal("The risk filter 'vpin' refuses BTCUSDT while CRITICAL: VPIN 0.71.", Text(RiskFilter.Vpin, Book(0.0012m, 0.71m, 1_000_000)));
        Assert.Equal("The risk filter 'liquidity' refuses BTCUSDT while CRITICAL: order 45.0 % of the depth.", Text(RiskFilter.Liquidity, Book(Tight, 0.71m, 2_002)));

        static string Text(RiskFilter filter, BookReading book) => Assert.Single(Decide(filter, book).Refusals).Text;
    }

    [Theory]
    [InlineData(RiskFilter.Vpin)]
    [InlineData(RiskFilter.Liquidity)]
    [InlineData(RiskFilter.Full)]
    public void Without_a_book_every_filter_refuses(RiskFilter filter)
    {
        Assert.Contains("there is no reading of the book", Assert.Single(Decide(filter, null).Refusals, r => r.Code == "RISK_FILTERED").Text, StringComparison.Ordinal);
        Assert.NotNull(Decide(RiskFilter.None, null).Entry);
    }

    [Fact]
    public void The_trace_says_it_of_the_market_s_guard() =>
        Assert.Equal("RISK_FILTERED", Decide(RiskFilter.Vpin, Book(Tight, 0.9m, 1_000_000)).Trace.Single(s => s.Rule == "guards").Inputs.Single(i => i.Name == "market").Text);

    [Fact]
    public void A_VPIN_that_is_not_measured_is_no_CRITICAL_one() => Assert.NotNull(Decide(RiskFilter.Full, Book(Tight, null, 1_000_000)).Entry);

    private static EntryDecision Decide(RiskFilter filter, BookReading? book, bool withTrace = true) => EntryDecider.Decide(
        Given.Input(view: Given.View() with { Book = book }),
        Given.Options with { Sizing = new() { Model = SizingModel.Fixed, Fixed = new() { CoreRatio = 0.02m } }, Leverage = new() { Model = Core.Leveraging.LeverageModel.Fixed, Fixed = new() { Core = 5, Alt = 5 } }, Microstructure = new() { Filter = filter } },
        withTrace);

    private static BookReading Book(decimal spread, decimal? vpin, int depth) => new(spread, vpin, Given.Noon) { BidDepth = new Money(depth), AskDepth = new Money(depth) };

    [Fact]
    public void It_is_the_same_level_that_sizes_by_default()
    {
        Assert.Equal(RiskFilter.None, new MicrostructureOptions().Filter);
        Assert.NotNull(Decide(RiskFilter.Full, Book(Tight, Calm, 1_000_000)).Entry);
    }
}
