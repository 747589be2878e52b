namespace Ballast.Core.Indicators;

/// <summary>
/// Pearson's correlation of the last <c>length</c> pairs, −1 to 1. Feed it returns: prices of two trends correlate whatever moves them.
/// It keeps its window as <see cref="MovingSum"/> and <see cref="MovingDeviation"/> do, with the newest pair of the last full block as the pivot.
/// Its rings are made once, with it; a copy shares them and must not be fed on beside the original. The default takes nothing and has no value.
/// </summary>
public struct RollingCorrelation(int length)
{
    private readonly Pair[]? _pairs = length > 1 ? new Pair[length] : throw new ArgumentOutOfRangeException(nameof(length), length, "A correlation needs at least 2 pairs.");
    private readonly Sums[]? _tails = new Sums[length];
    private Pair _pivot;
    private Sums _front;
    private Sums _window;
    private int _at;
    private bool _isFull;

    /// <summary>NaN while warming up, and when one side did not move.</summary>
    public readonly double Value => _isFull ? _window.Correlation(_pairs!.Length) : double.NaN;

    public void Add(double left, double right)
    {
        var pairs = _pairs;
        if (pairs is null)
        {
            return;
        }

        var pair = new Pair(left, right);
        pairs[_at++] = pair;
        if (_at == pairs.Length)
        {
            SumTails(pair);
            return;
        }

        _front = _front.With(pair, _pivot);
        _window = _tails![_at].With(_front);
    }

    /// <summary>The value after all pairs; NaN when there are too few.</summary>
    public static double Of(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int length)
    {
        var correlation = new RollingCorrelation(length);
        for (var i = 0; i < left.Length; i++)
        {
            correlation.Add(left[i], right[i]);
        }

        return correlation.Value;
    }

    private void SumTails(Pair pivot)
    {
        var sums = default(Sums);
        for (var i = _pairs!.Length - 1; i >= 0; i--)
        {
            _tails![i] = sums = sums.With(_pairs[i], pivot);
        }

        _pivot = pivot;
        _window = sums;
        _front = default;
        _at = 0;
        _isFull = true;
    }

    private readonly record struct Pair(double Left, double Right);

    private readonly record struct Sums(double Left, double Right, double LeftSquares, double RightSquares, double Products)
    {
        public Sums With(Pair pair, Pair pivot)
        {
            var left = pair.Left - pivot.Left;
            var right = pair.Right - pivot.Right;
            return new(Left + left, Right + right, LeftSquares + (left * left), RightSquares + (right * right), Products + (left * right));
        }

        public Sums With(Sums other) =>
            new(Left + other.Left, Right + other.Right, LeftSquares + other.LeftSquares, RightSquares + other.RightSquares, Products + other.Products);

        public double Correlation(int count)
        {
            var left = LeftSquares - (Left * Left / count);
            var right = RightSquares - (Right * Right / count);

            // What rounding alone can leave is no movement.
            return left > LeftSquares * 1e-13 && right > RightSquares * 1e-13
                ? Math.Clamp((Products - (Left * Right / count)) / Math.Sqrt(left * right), -1, 1)
                : double.NaN;
        }
    }
}
