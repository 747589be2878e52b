using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Decisions;

/// <summary>An entry of 0.020 at most at 100,100 before books of every kind.</summary>
public sealed class SlippageRuleTests
{
    private static readonly OrderTicket Ticket = Given.Ticket() with { MinQuantity = 0.002m, MinNotional = 300 };

    [Theory]
    [InlineData(SlippagePolicy.IocLimit)]
    [InlineData(SlippagePolicy.Shrink)]
    [InlineData(SlippagePolicy.Refuse)]
    public void What_fits_whole_is_taken_as_it_is(SlippagePolicy policy)
    {
        var verdict = Check(policy, (100_010, 0.010m), (100_050, 0.030m));
        Assert.Equal((new Quantity(0.020m), new Price(100_030), 3m, null), (verdict.Quantity, verdict.Expected, verdict.CostBasisPoints, verdict.Refusal));
    }

    [Theory]
    [InlineData(SlippagePolicy.IocLimit, 0.020, 100_010)]
    [InlineData(SlippagePolicy.Shrink, 0.015, 100_010)]
    public void What_fits_in_part_is_sent_by_the_policy(SlippagePolicy policy, double quantity, double expected)
    {
        var verdict = Check(policy, (100_010, 0.0157m), (100_101, 5));
        Assert.Null(verdict.Refusal);
        Assert.Equal((new Quantity((decimal)quantity), new Price((decimal)expected)), (verdict.Quantity, verdict.Expected));
    }

    [Fact]
    public void What_fits_in_part_is_refused_where_the_policy_says_so() => Assert.Equal("SLIPPAGE_BOUND", Check(SlippagePolicy.Refuse, (100_010, 0.0157m)).Refusal?.Code);

    [Theory]
    [InlineData(100_101, 5)]
    [InlineData(100_010, 0.0009)]
    [InlineData(100_010, 0.0019)]
    [InlineData(100_010, 0.0029)]
    public void Less_than_the_least_order_within_the_bound_is_refused_by_every_policy(double price, double quantity) =>
        Assert.All(Enum.GetValues<SlippagePolicy>(), p => Assert.Equal(("SLIPPAGE_BOUND", Quantity.Zero), (Check(p, ((decimal)price, (decimal)quantity)).Refusal?.Code, Check(p, ((decimal)price, (decimal)quantity)).Quantity)));

    [Theory]
    [InlineData(0.002, 0.002, 0, 0.002)]
    [InlineData(0.003, 0, 300.3, 0.003)]
    [InlineData(0.003, 0, 300.30001, 0)]
    public void Exactly_the_least_order_is_taken(double holds, double minQuantity, double minNotional, double taken)
    {
        var ticket = Ticket with { MinQuantity = (decimal)minQuantity, MinNotional = (decimal)minNotional };
        var verdict = SlippageRule.Check(ticket, Book((100_010, (decimal)holds)), Given.Noon, new EntryOptions { SlippagePolicy = SlippagePolicy.Shrink });

        Assert.Equal(new Quantity((decimal)taken), verdict.Quantity);
    }

    [Fact]
    public void Not_even_one_step_is_no_order_also_where_the_exchange_has_no_least()
    {
        var verdict = SlippageRule.Check(Ticket with { MinQuantity = 0, MinNotional = 0 }, Book((100_010, 0.0009m)), Given.Noon, new EntryOptions { SlippagePolicy = SlippagePolicy.Shrink });
        Assert.Equal("SLIPPAGE_BOUND", verdict.Refusal?.Code);
    }

    [Fact]
    public void A_short_walks_the_bids()
    {
        var book = Book((100_010, 1)) with { Bids = [new(new Price(99_990), new Quantity(0.01m)), new(new Price(99_950), new Quantity(1))] };
        var verdict = SlippageRule.Check(Given.Ticket(side: PositionSide.Short), book, Given.Noon, new EntryOptions());
        Assert.Equal((new Price(99_970), 3m), (verdict.Expected, verdict.CostBasisPoints));
    }

    [Fact]
    public void An_empty_an_old_and_a_crossed_book_refuse()
    {
        var book = Book((100_010, 1));
        Assert.Equal("STALE_BOOK", Code(book with { Asks = [] }));
        Assert.Equal("STALE_BOOK", Code(book with { Bids = [] }));
        Assert.Equal("STALE_BOOK", Code(book with { At = Given.Noon.AddSeconds(-10).AddTicks(-1) }));
        Assert.Null(Code(book with { At = Given.Noon.AddSeconds(-10) }));
        Assert.Equal("CROSSED_BOOK", Code(book with { Bids = [new(new Price(100_010), new Quantity(1))] }));
    }

    [Fact]
    public void Never_more_is_sent_than_asked_and_never_expected_beyond_the_bound() => Sample.Holds(1000, random =>
    {
        var asks = Enumerable.Range(0, random.Next(1, 20)).Select(i => (100_001m + (i * random.Next(1, 12)), random.Spread(0.0001, 0.02))).OrderBy(a => a.Item1).ToArray();
        return Enum.GetValues<SlippagePolicy>().All(policy =>
        {
            var verdict = Check(policy, asks);
            return verdict.Quantity <= Ticket.Quantity && verdict.Quantity.Value % Ticket.StepSize == 0
                && (verdict.Refusal is not null ? verdict.Quantity.IsZero : verdict.Expected <= Ticket.LimitPrice && verdict.Quantity.Value >= Ticket.MinQuantity)
                && (policy != SlippagePolicy.Shrink || verdict.Refusal is not null || Book(asks).Walk(OrderSide.Buy, verdict.Quantity, Ticket.LimitPrice).IsComplete);
        });
    });

    private static string? Code(OrderBook book) => SlippageRule.Check(Ticket, book, Given.Noon, new EntryOptions()).Refusal?.Code;

    private static SlippageVerdict Check(SlippagePolicy policy, params (decimal Price, decimal Quantity)[] asks) =>
        SlippageRule.Check(Ticket, Book(asks), Given.Noon, new EntryOptions { SlippagePolicy = policy });

    private static OrderBook Book(params (decimal Price, decimal Quantity)[] asks) => new(
        Given.Btc, Given.Noon, [new(new Price(99_999), new Quantity(1))], EquatableList.From(asks.Select(a => new BookLevel(new Price(a.Price), new Quantity(a.Quantity)))));
}
