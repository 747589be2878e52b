using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Decisions;

/// <summary>A position's isolated liquidation lies far enough away, in the bracket that its notional falls into (requirements §0.5).</summary>
public sealed class LiquidationDistanceTests
{
    private static readonly EquatableList<LeverageBracket> Brackets = Given.Instrument().Brackets;

    // Under a tenth of a percent every bracket allows its own most leverage; its cap belongs to the next one, only the last one's is its own.
    [Theory]
    [InlineData(126, 0)]
    [InlineData(125, 49_999.99)]
    [InlineData(101, 49_999.99)]
    [InlineData(100, 599_999.99)]
    [InlineData(76, 599_999.99)]
    [InlineData(75, 2_999_999.99)]
    [InlineData(50, 12_000_000)]
    [InlineData(1, 12_000_000)]
    public void Each_leverage_reaches_to_the_end_of_its_bracket(int leverage, double most) =>
        Assert.Equal(new Money((decimal)most), new LiquidationDistance(Brackets, PositionSide.Long, 0.001m).MaxNotional(leverage));

    [Theory]
    [InlineData(PositionSide.Long, 0.9999, 1)]
    [InlineData(PositionSide.Short, 0.99, 1)]
    [InlineData(PositionSide.Long, 1, 1)]
    [InlineData(PositionSide.Long, 1.001, 0)]
    [InlineData(PositionSide.Short, 0.997, 0)]
    public void Where_not_even_1x_lies_far_enough_away_there_is_none(PositionSide side, double distance, int leverage) =>
        Assert.Equal(leverage, new LiquidationDistance(Brackets, side, (decimal)distance).Leverage(new Money(1_000), 20, new Money(100_000), out _));

    [Fact]
    public void The_brackets_amount_allows_a_little_more()
    {
        // A short in the second bracket, 1/10 − d = 0.005 (1 + d) − 50/N: at N = 100,000 the liquidation lies d = 0.0955 / 1.005 away.
        var distances = new LiquidationDistance(Brackets, PositionSide.Short, 0.0955m / 1.005m);
        Assert.Equal(100_000m, decimal.Round(distances.MaxNotional(10).Value, 6));
        Assert.Equal(10, distances.Leverage(new Money(99_999), 20, new Money(1_000_000), out _));
        Assert.Equal(9, distances.Leverage(new Money(100_001), 20, new Money(1_000_000), out _));
    }

    [Fact]
    public void Where_the_margin_is_short_more_leverage_for_less_notional_may_let_more_through()
    {
        // 60,000 may have 100x; 400 of margin carries 40,000 at 100x, but 49,999.99 in the first bracket at 125x.
        var distances = new LiquidationDistance(Brackets, PositionSide.Long, 0.001m);
        Assert.Equal(125, distances.Leverage(new Money(60_000), 125, new Money(400), out _));
        Assert.Equal(110, distances.Leverage(new Money(60_000), 110, new Money(400), out _));
        Assert.Equal(100, distances.Leverage(new Money(60_000), 125, new Money(600), out _));
        Assert.Equal(100, distances.Leverage(new Money(60_000), 125, new Money(599.999m), out _));
    }

    [Theory]
    [InlineData(0.001, 60_000, 125, 600, 100, true)]
    [InlineData(0.001, 60_000, 125, 599.999, 100, false)]
    [InlineData(0.001, 60_000, 125, 400, 125, false)]
    [InlineData(0.001, 1_000, 1, 1_000, 1, true)]
    [InlineData(0.001, 1_000, 1, 999.99, 1, false)]
    [InlineData(0.001, 1_000, 20, 1_000, 20, true)]
    [InlineData(1.001, 1_000, 20, 1_000, 0, false)]
    [InlineData(0.001, 0, 20, 10, 20, true)]
    public void It_is_told_whether_all_of_the_notional_gets_through(double distance, double notional, int limit, double margin, int leverage, bool fits)
    {
        var distances = new LiquidationDistance(Brackets, PositionSide.Long, (decimal)distance);
        Assert.Equal(leverage, distances.Leverage(new Money((decimal)notional), limit, new Money((decimal)margin), out var doesFit));
        Assert.Equal(fits, doesFit);
    }

    [Fact]
    public void What_a_lower_bracket_does_not_allow_is_not_allowed_above_it_either()
    {
        // At 5x a long of 51,000 in the second bracket would lie 0.19695 away, one of 49,000 in the first only 0.19679: with 0.1969 asked for neither has 5x.
        var distances = new LiquidationDistance(Brackets, PositionSide.Long, 0.1969m);
        Assert.Equal(Money.Zero, distances.MaxNotional(5));
        Assert.Equal([4, 4], new[] { 49_000, 51_000 }.Select(n => distances.Leverage(new Money(n), 20, new Money(9_900), out _)));
    }

    [Fact]
    public void The_chosen_leverage_is_far_enough_away_for_what_it_lets_through() => Sample.Holds(2_000, random =>
    {
        var (side, distance, limit) = (random.OneOf(PositionSide.Long, PositionSide.Short), random.Spread(0.0005, 0.6), random.Next(1, 127));
        var distances = new LiquidationDistance(Brackets, side, distance);
        var (notional, margin) = (new Money(decimal.Round(random.Spread(10, 1.1e7), 2)), new Money(decimal.Round(random.Spread(1, 1e6), 2)));
        var leverage = distances.Leverage(notional, limit, margin, out _);
        return leverage == 0 || IsFarEnough(Money.Min(notional, Money.Min(margin * new Leverage(leverage), distances.MaxNotional(leverage))).Value - 0.000001m, leverage, side, distance);
    });

    [Fact]
    public void The_largest_notional_is_just_feasible() => Sample.Holds(1_000, random =>
    {
        var (side, distance, leverage) = (random.OneOf(PositionSide.Long, PositionSide.Short), random.Spread(0.0005, 0.6), random.Next(1, 127));
        var most = new LiquidationDistance(Brackets, side, distance).MaxNotional(leverage).Value;
        return (most == 0 || IsFarEnough(most - 0.000001m, leverage, side, distance))
            && (most == 12_000_000 || !IsFarEnough(most + 0.010001m, leverage, side, distance));
    });

    [Fact]
    public void The_leverage_lets_the_most_through() => Sample.Holds(1_000, random =>
    {
        var (side, distance, limit) = (random.OneOf(PositionSide.Long, PositionSide.Short), random.Spread(0.0005, 0.6), random.Next(1, 127));
        var distances = new LiquidationDistance(Brackets, side, distance);
        var (notional, margin) = (new Money(decimal.Round(random.Spread(10, 1.2e7), 2)), new Money(decimal.Round(random.Spread(1, 1e6), 2)));

        var through = Enumerable.Range(1, limit).Select(l => (Leverage: l, Money: Money.Min(notional, Money.Min(margin * new Leverage(l), distances.MaxNotional(l))))).ToList();
        var most = through.Max(t => t.Money.Value);
        var best = through.Where(t => t.Money.Value == most).Select(t => t.Leverage).ToList();
        return distances.Leverage(notional, limit, margin, out _) == (most == 0 ? 0 : most == notional.Value ? best.Max() : best.Min());
    });

    /// <summary>At the wanted distance, what is left of the margin still covers the maintenance margin of the bracket.</summary>
    private static bool IsFarEnough(decimal notional, int leverage, PositionSide side, decimal distance)
    {
        var bracket = Brackets.First(b => notional < b.NotionalCap || b.NotionalCap == 12_000_000);
        var worth = notional * (1 - (side.Sign() * distance));
        return leverage <= bracket.MaxLeverage && (notional / leverage) - (notional * distance) >= (worth * bracket.MaintenanceRate) - bracket.MaintenanceAmount;
    }
}
