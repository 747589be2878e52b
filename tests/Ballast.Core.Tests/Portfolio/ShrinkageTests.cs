using Ballast.Core.Market;
using Ballast.Core.Portfolio;
using Ballast.Core.Tests.Support;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace Ballast.Core.Tests.Portfolio;

public sealed class ShrinkageTests
{
    [Fact]
    public void It_agrees_with_the_textbook_s_matrices() => Sample.Holds(60, random =>
    {
        var candles = Market(random, random.Next(3, 7), random.Next(20, 100));
        var returns = CommonReturns.Of(candles, 1_000);
        var shrunk = Shrinkage.Of(returns, new PortfolioOptions())!;
        var (matrix, intensity) = Textbook(returns);
        return shrunk.IsShrunk && Math.Abs(shrunk.Intensity - intensity) < 1e-9
            && Enumerable.Range(0, candles.Length).All(i => Enumerable.Range(0, candles.Length).All(j => Math.Abs(shrunk.Matrix[i][j] - matrix[i, j]) < 1e-9));
    });

    [Fact]
    public void It_lies_between_the_sample_and_its_mean_and_is_nearer_the_truth_on_the_whole()
    {
        double sampleError = 0, shrunkError = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            // All pairs are correlated alike in truth, so the target is right and shrinking must help.
            var returns = CommonReturns.Of(Market(new Random(seed), 6, 25), 1_000);
            var shrunk = Shrinkage.Of(returns, new PortfolioOptions())!;
            for (var i = 0; i < 6; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    var sample = MathNet.Numerics.Statistics.Correlation.Pearson(returns.Rows[i], returns.Rows[j]);
                    Assert.InRange(shrunk.Matrix[i][j], Math.Min(sample, shrunk.Mean) - 1e-12, Math.Max(sample, shrunk.Mean) + 1e-12);
                    sampleError += Math.Pow(sample - 0.5, 2);
                    shrunkError += Math.Pow(shrunk.Matrix[i][j] - 0.5, 2);
                }
            }
        }

        Assert.True(shrunkError < 0.9 * sampleError, $"{shrunkError} of {sampleError}");
    }

    [Fact]
    public void From_100_common_candles_the_sample_s_own_counts()
    {
        var candles = Market(new Random(3), 4, 100);
        var shrunk = Shrinkage.Of(CommonReturns.Of(candles, 100), new PortfolioOptions())!;
        Assert.Equal((0, 100, false), (shrunk.Intensity, shrunk.Candles, shrunk.IsShrunk));
        Assert.Equal(Ballast.Core.Portfolio.Correlation.Of(candles[0].Span, candles[1].Span, 100), shrunk.Of(0, 1));
    }

    [Theory]
    [InlineData(19, false)]
    [InlineData(20, true)]
    public void Under_20_common_candles_nothing_is_known(int candles, bool isKnown) =>
        Assert.Equal(isKnown, Shrinkage.Of(CommonReturns.Of(Market(new Random(1), 3, candles), 100), new PortfolioOptions()) is not null);

    [Fact]
    public void A_price_that_does_not_move_has_no_correlation()
    {
        var candles = Market(new Random(1), 3, 50);
        candles[1] = Array.ConvertAll(candles[1].ToArray(), c => c with { Close = 5 });
        Assert.Null(Shrinkage.Of(CommonReturns.Of(candles, 100), new PortfolioOptions()));
        Assert.Null(Shrinkage.Of(CommonReturns.Of([], 100), new PortfolioOptions()));
    }

    [Fact]
    public void Two_symbols_are_their_own_mean()
    {
        var shrunk = Shrinkage.Of(CommonReturns.Of(Market(new Random(2), 2, 50), 100), new PortfolioOptions())!;
        Assert.Equal((0, true, shrunk.Mean), (shrunk.Intensity, shrunk.IsShrunk, shrunk.Matrix[0][1]));
    }

    [Fact]
    public void Only_candles_at_the_same_times_count_the_newest_first()
    {
        ReadOnlyMemory<Candle>[] gaps = [Series(0, 1, 2, 4, 5, 7), Series(1, 2, 3, 4, 5, 6), Series(0, 2, 4, 5, 8, 9)];
        var returns = CommonReturns.Of(gaps, 10);

        // Common hours: 2, 4, 5; the close at hour h is e^(h²).
        Assert.Equal(3, returns.Candles);
        Assert.All(returns.Rows, row => Assert.Equal([12.0, 9.0], row.Select(x => Math.Round(x, 9))));
        Assert.Equal([9.0], CommonReturns.Of(gaps, 2).Rows[0].Select(x => Math.Round(x, 9)));
        Assert.Equal(0, CommonReturns.Of([Series(1), Series(2)], 10).Candles);
    }

    /// <summary>Covariance, target and the three sums of the appendix as matrices.</summary>
    private static (Matrix<double> Correlations, double Intensity) Textbook(CommonReturns returns)
    {
        var x = Matrix<double>.Build.DenseOfRows(returns.Rows.Select(r => r.Select(v => v - r.Average())));
        double n = x.ColumnCount;
        var s = x * x.Transpose() / n;
        var root = s.Diagonal().PointwiseSqrt();
        var r = s.PointwiseDivide(root.OuterProduct(root));
        var mean = (r.RowSums().Sum() - x.RowCount) / (x.RowCount * (x.RowCount - 1));
        var target = root.OuterProduct(root) * mean;
        target.SetDiagonal(s.Diagonal());
        var squares = x.PointwisePower(2);
        var pi = (squares * squares.Transpose() / n) - s.PointwisePower(2);
        var theta = (x.PointwisePower(3) * x.Transpose() / n) - Matrix<double>.Build.Dense(x.RowCount, x.RowCount, (i, j) => s[i, i] * s[i, j]);
        var rho = pi.Diagonal().Sum();
        for (var i = 0; i < x.RowCount; i++)
        {
            for (var j = 0; j < x.RowCount; j++)
            {
                rho += i == j ? 0 : mean / 2 * ((root[j] / root[i] * theta[i, j]) + (root[i] / root[j] * theta[j, i]));
            }
        }

        var gamma = (target - s).PointwisePower(2).RowSums().Sum();
        var intensity = Math.Clamp((pi.RowSums().Sum() - rho) / gamma / n, 0, 1);
        var shrunk = (target * intensity) + (s * (1 - intensity));
        return (shrunk.PointwiseDivide(root.OuterProduct(root)), intensity);
    }

    /// <summary>Symbols that share half of their variance.</summary>
    private static ReadOnlyMemory<Candle>[] Market(Random random, int symbols, int candles)
    {
        var normal = new MathNet.Numerics.Distributions.Normal(0, 1, random);
        var common = Enumerable.Range(0, candles).Select(_ => normal.Sample()).ToArray();
        return [.. Enumerable.Range(1, symbols).Select(s =>
        {
            var close = 100.0;
            return (ReadOnlyMemory<Candle>)Enumerable.Range(0, candles).Select(h => Given.Candle(h, close, close, close, close *= Math.Exp(0.004 * s * (common[h] + normal.Sample())))).ToArray();
        })];
    }

    private static ReadOnlyMemory<Candle> Series(params int[] hours) => hours.Select(h => Given.Candle(h, 1, 1, 1, Math.Exp(h * h))).ToArray();
}
