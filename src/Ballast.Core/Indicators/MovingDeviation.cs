namespace Ballast.Core.Indicators;

/// <summary>
/// Mean and squared deviations of the last values, in constant time and without drift (see <see cref="MovingSum"/>).
/// Sums are taken of differences to a pivot, the newest value of the last full block. It is a value of the window itself,
/// so that cancellation costs at most a factor of length + 1 on rounding, however far the values lie from zero.
/// </summary>
internal struct MovingDeviation(int length)
{
    private readonly double[]? _values = new double[length];
    private readonly double[]? _sums = new double[length];
    private readonly double[]? _squares = new double[length];
    private double _pivot;
    private double _frontSum;
    private double _frontSquares;
    private double _sum;
    private double _square;
    private int _at;
    private bool _isFull;

    /// <summary>NaN until the window is full.</summary>
    public readonly double Mean => _isFull ? _pivot + (_sum / _values!.Length) : double.NaN;

    /// <summary>The squared differences to the mean, summed; never negative; NaN until the window is full.</summary>
    public readonly double SquaredDeviations => _isFull ? Math.Max(0, _square - (_sum * _sum / _values!.Length)) : double.NaN;

    public void Add(double value)
    {
        var values = _values;
        if (values is null || (uint)_at >= (uint)values.Length)
        {
            return;
        }

        values[_at++] = value;
        if (_at == values.Length)
        {
            SumTails(value);
            return;
        }

        var difference = value - _pivot;
        _frontSum += difference;
        _frontSquares += difference * difference;
        _sum = _sums![_at] + _frontSum;
        _square = _squares![_at] + _frontSquares;
    }

    private void SumTails(double pivot)
    {
        var values = _values!;
        double sum = 0, squares = 0;
        for (var i = values.Length - 1; i >= 0; i--)
        {
            var difference = values[i] - pivot;
            _sums![i] = sum += difference;
            _squares![i] = squares += difference * difference;
        }

        _pivot = pivot;
        _sum = sum;
        _square = squares;
        _frontSum = 0;
        _frontSquares = 0;
        _at = 0;
        _isFull = true;
    }
}
