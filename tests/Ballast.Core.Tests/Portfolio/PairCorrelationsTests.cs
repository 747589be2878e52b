using Ballast.Core.Market;
using Ballast.Core.Portfolio;

namespace Ballast.Core.Tests.Portfolio;

/// <summary>Correlations of a universe in which not every symbol is old. Source: requirements §9.</summary>
public sealed class PairCorrelationsTests
{
    private static readonly PortfolioOptions Options = new();

    [Fact]
    public void A_pair_with_a_full_window_has_its_own_correlation()
    {
        var windows = Universe(("AUSDT", 150, 0.9), ("BUSDT", 150, 0.5), ("CUSDT", 40, 0.5));
        var pair = Pair(windows, "AUSDT", "BUSDT");

        Assert.Equal(Correlation.Of(windows[new Symbol("AUSDT")].Candles.Span, windows[new Symbol("BUSDT")].Candles.Span, 100), pair?.Correlation);
        Assert.Null(pair?.ShrunkOver);
    }

    [Theory]
    [InlineData(19, false)]
    [InlineData(20, true)]
    [InlineData(99, true)]
    public void A_young_symbol_s_pairs_are_shrunk_over_what_there_is(int candles, bool isKnown)
    {
        var pair = Pair(Universe(("AUSDT", 150, 0.9), ("BUSDT", 150, 0.5), ("CUSDT", candles, 0.5)), "AUSDT", "CUSDT");

        Assert.Equal(isKnown ? candles : null, pair?.ShrunkOver);
        Assert.Equal(isKnown, pair is not null);
    }

    [Fact]
    public void A_shrunk_value_is_that_of_all_symbols_which_have_as_much()
    {
        var windows = Universe(("AUSDT", 150, 0.9), ("BUSDT", 60, 0.5), ("CUSDT", 30, 0.7), ("DUSDT", 25, 0.7));
        string[] asOld = ["AUSDT", "BUSDT", "CUSDT"];
        var returns = CommonReturns.Of([.. asOld.Select(n => (ReadOnlyMemory<Candle>)windows[new Symbol(n)].Candles.ToArray())], 100);
        var shrunk = Shrinkage.Of(returns, new PortfolioOptions())!;

        Assert.Equal((shrunk.Of(0, 2), 30), (Pair(windows, "AUSDT", "CUSDT")!.Correlation, Pair(windows, "AUSDT", "CUSDT")!.ShrunkOver));
        Assert.Equal((shrunk.Of(1, 2), 30), (Pair(windows, "CUSDT", "BUSDT")!.Correlation, Pair(windows, "CUSDT", "BUSDT")!.ShrunkOver));
        Assert.True(shrunk.Intensity > 0);
    }

    [Fact]
    public void Both_sides_of_a_pair_say_the_same()
    {
        var windows = Universe(("AUSDT", 150, 0.9), ("BUSDT", 60, 0.5), ("CUSDT", 30, 0.7), ("DUSDT", 120, 0.2));

        foreach (var left in windows.Keys)
        {
            foreach (var right in windows.Keys.Where(r => r != left))
            {
                Assert.Equal(Pair(windows, left.Name, right.Name)?.Correlation, Pair(windows, right.Name, left.Name)?.Correlation);
            }
        }
    }

    [Fact]
    public void A_price_that_does_not_move_has_no_correlation()
    {
        var windows = Universe(("AUSDT", 150, 0.9), ("BUSDT", 150, 0.5));
        windows[new Symbol("FUSDT")] = new CandleWindow(EquatableList.From(Enumerable.Range(0, 150).Select(i => At(i, 1))), 0);

        Assert.Null(Pair(windows, "AUSDT", "FUSDT"));
        Assert.NotNull(Pair(windows, "AUSDT", "BUSDT"));
    }

    [Fact]
    public void A_symbol_alone_has_no_pairs() => Assert.Empty(new PairCorrelations(Universe(("AUSDT", 150, 0.9)), Options).Of(new Symbol("AUSDT")));

    private static PairCorrelation? Pair(Dictionary<Symbol, CandleWindow> windows, string symbol, string with) =>
        new PairCorrelations(windows, Options).Of(new Symbol(symbol)).FirstOrDefault(p => p.With == new Symbol(with));

    /// <summary>Each symbol's returns are one part those of the market, the rest its own; all end at the same hour.</summary>
    private static Dictionary<Symbol, CandleWindow> Universe(params (string Name, int Candles, double Common)[] symbols)
    {
        var random = new Random(7);
        var market = Enumerable.Range(0, 200).Select(_ => random.NextDouble() - 0.5).ToArray();
        var windows = new Dictionary<Symbol, CandleWindow>();
        foreach (var (name, count, common) in symbols)
        {
            var own = new Random(name[0]);
            var price = 100.0;
            var candles = new List<Candle>();
            for (var i = 0; i < market.Length; i++)
            {
                price *= Math.Exp(0.01 * ((common * market[i]) + ((1 - common) * (own.NextDouble() - 0.5))));
                candles.Add(At(i, price));
            }

            windows[new Symbol(name)] = new CandleWindow(EquatableList.From(candles.TakeLast(count)), 0);
        }

        return windows;
    }

    private static Candle At(int hour, double price) => new(hour * 3_600_000L, price, price, price, price, 1, ((hour + 1) * 3_600_000L) - 1);
}
