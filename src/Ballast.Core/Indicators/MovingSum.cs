namespace Ballast.Core.Indicators;

/// <summary>
/// The sum of the last values, in constant time and without subtracting: a value that has left leaves no trace, so nothing drifts.
/// The ring is filled in blocks of its length. When a block is full its cells become sums from each cell to the block's end;
/// the window is then such a tail of the old block and the new block's front. The default holds nothing and takes nothing.
/// </summary>
internal struct MovingSum(int length)
{
    private readonly double[]? _cells = new double[length];
    private double _front;
    private double _sum;
    private int _at;
    private bool _isFull;

    /// <summary>NaN until the window is full.</summary>
    public readonly double Value => _isFull ? _sum : double.NaN;

    public void Add(double value)
    {
        var cells = _cells;
        if (cells is null || (uint)_at >= (uint)cells.Length)
        {
            return;
        }

        cells[_at++] = value;
        _front += value;
        if (_at == cells.Length)
        {
            SumTails(cells);
        }
        else
        {
            _sum = cells[_at] + _front;
        }
    }

    private void SumTails(double[] cells)
    {
        for (var i = cells.Length - 2; i >= 0; i--)
        {
            cells[i] += cells[i + 1];
        }

        _sum = cells[0];
        _front = 0;
        _at = 0;
        _isFull = true;
    }
}
