namespace Ballast.Venue.Markets;

/// <summary>Converts between statistics (double) and prices on the tick grid. The named place where the two number planes cross.</summary>
internal readonly struct TickScale
{
    private readonly double _tick;
    private readonly double _perUnit;
    private readonly decimal _tickSize;

    public TickScale(decimal tickSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tickSize);
        _tickSize = tickSize;
        _tick = (double)tickSize;
        var perUnit = 1m / tickSize;
        _perUnit = perUnit == decimal.Truncate(perUnit) ? (double)perUnit : 0;
        Decimals = (tickSize / 1.0000000000000000000000000000m).Scale;
    }

    /// <summary>Decimal places of the tick.</summary>
    public int Decimals { get; }

    public long ToTicks(double price) => (long)Math.Round(_perUnit > 0 ? price * _perUnit : price / _tick);

    public decimal ToPrice(long ticks) => ticks * _tickSize;

    /// <summary>The double nearest to the price on the grid.</summary>
    public double ToDouble(long ticks) => _perUnit > 0 ? ticks / _perUnit : ticks * _tick;

    public double Round(double price) => ToDouble(ToTicks(price));

    /// <summary>A mark price: one decimal finer than the tick, as the venue shows it.</summary>
    public decimal ToMark(double price) => Math.Round((decimal)price, Decimals + 1);
}
