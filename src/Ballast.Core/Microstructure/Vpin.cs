namespace Ballast.Core.Microstructure;

/// <summary>
/// Volume-synchronised probability of informed trading: the mean of |bought − sold| / volume over the last full buckets of equal volume.
/// Volume that spans buckets is split exactly; buckets fill in the order in which volume arrives.
/// Source: requirements §7; Easley, López de Prado and O'Hara, Flow Toxicity and Liquidity in a High-Frequency World, 2012.
/// </summary>
public sealed class Vpin
{
    // One unit of volume, base asset.
    private const double LeastBucket = 1e-6;

    private readonly long[] _imbalances;
    private readonly long _bucket;
    private long _sum;
    private long _full;
    private long _filled;
    private long _bought;
    private long _lastOpenMs = long.MinValue;

    /// <param name="bucketVolume">Of the base asset, above 0; see <see cref="BucketVolume"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bucket holds nothing, or the buckets together more than 10¹² of the base asset.</exception>
    public Vpin(double bucketVolume, VpinOptions options)
    {
        _bucket = bucketVolume * options.Buckets is > 0 and <= VolumeUnits.Most ? VolumeUnits.Of(bucketVolume) : 0;
        if (_bucket <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(bucketVolume), bucketVolume, "A bucket's volume is above 0, and all buckets together hold at most 1e12.");
        }

        _imbalances = new long[options.Buckets];
    }

    /// <summary>0 to 1; null until all buckets are full.</summary>
    public double? Value => IsWarm ? (double)_sum / _bucket / _imbalances.Length : null;

    /// <summary>True once the last buckets are all full.</summary>
    public bool IsWarm => _full >= _imbalances.Length;

    /// <summary>Buckets filled so far.</summary>
    public long FullBuckets => _full;

    /// <summary>By the day that the bars cover: their volume per day over the buckets of a day; 0 when they hold none.</summary>
    public static double BucketVolume(ReadOnlySpan<FlowBar> bars, VpinOptions options)
    {
        Int128 volume = 0;
        foreach (ref readonly var bar in bars)
        {
            volume += bar.IsWellFormed ? VolumeUnits.Of(bar.Volume) : 0;
        }

        return bars.IsEmpty ? 0 : BucketVolume(volume, bars[0].OpenTimeMs, bars[^1].CloseTimeMs, options);
    }

    /// <summary>
    /// What bars that cover at least the buckets' time say by themselves, each bucket a part of their own volume per day: the same bars give the
    /// same value whoever read them and when. Null while they fill too few buckets, or hold no volume.
    /// </summary>
    /// <param name="bars">Well-formed, oldest first, none twice.</param>
    /// <param name="volume">Of all bars.</param>
    internal static double? Of(ReadOnlySpan<FlowUnits> bars, Int128 volume, VpinOptions options)
    {
        var bucket = bars.IsEmpty ? 0 : BucketVolume(volume, bars[0].OpenTimeMs, bars[^1].CloseTimeMs, options);
        if (!(bucket >= LeastBucket && bucket * options.Buckets <= VolumeUnits.Most))
        {
            return null;
        }

        var vpin = new Vpin(bucket, options);
        foreach (ref readonly var bar in bars)
        {
            vpin.Pour(bar.Volume, bar.TakerBuyVolume);
        }

        return vpin.Value;
    }

    /// <summary>One trade, whose taker is known. False, and nothing changes, when its quantity is none.</summary>
    public bool Add(in TakerTrade trade)
    {
        if (!VolumeUnits.Holds(trade.Quantity) || trade.Quantity == 0)
        {
            return false;
        }

        var units = VolumeUnits.Of(trade.Quantity);
        Pour(units, trade.IsBuy ? units : 0);
        return true;
    }

    /// <summary>
    /// One bar, evenly mixed: each part of it has its share of bought volume. False, and nothing changes, for a bar that is malformed or
    /// not newer than the last one.
    /// </summary>
    public bool Add(in FlowBar bar)
    {
        if (!bar.IsWellFormed || bar.OpenTimeMs <= _lastOpenMs)
        {
            return false;
        }

        _lastOpenMs = bar.OpenTimeMs;
        Pour(VolumeUnits.Of(bar.Volume), VolumeUnits.Of(bar.TakerBuyVolume));
        return true;
    }

    private static double BucketVolume(Int128 volume, long openTimeMs, long closeTimeMs, VpinOptions options)
    {
        const double msPerDay = 86_400_000;
        return (double)volume / VolumeUnits.PerOne * msPerDay / (closeTimeMs + 1 - openTimeMs) / options.BucketsPerDay;
    }

    private void Pour(long volume, long bought)
    {
        // Most volumes fall into the bucket that is open.
        if (volume < _bucket - _filled)
        {
            _filled += volume;
            _bought += bought;
            return;
        }

        // Buckets that this same volume would push out again need not be filled: the work for one event is bounded.
        var idle = (volume / _bucket) - _imbalances.Length - 1;
        if (idle > 0)
        {
            var left = volume - (idle * _bucket);
            bought = Share(bought, left, volume);
            volume = left;
            _full += idle;
        }

        while (volume > 0)
        {
            var part = Math.Min(volume, _bucket - _filled);
            var partBought = part == volume ? bought : Share(bought, part, volume);
            _filled += part;
            _bought += partBought;
            volume -= part;
            bought -= partBought;
            if (_filled == _bucket)
            {
                Close();
            }
        }
    }

    private void Close()
    {
        ref var imbalance = ref _imbalances[_full % _imbalances.Length];
        _sum -= imbalance;
        imbalance = Math.Abs(_bought - (_bucket - _bought));
        _sum += imbalance;
        _full++;
        _filled = _bought = 0;
    }

    private static long Share(long bought, long part, long volume) => bought == volume ? part : bought == 0 ? 0 : (long)((Int128)bought * part / volume);
}
