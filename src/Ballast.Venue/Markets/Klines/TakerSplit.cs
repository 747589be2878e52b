using Ballast.Core.Market;
using Ballast.Core.Microstructure;

namespace Ballast.Venue.Markets.Klines;

/// <summary>What takers bought of a file's candles, one after the other: as the file tells it, else by bulk classification.</summary>
/// <param name="tells">The file says of at least one candle that takers bought some of it. A column of zeros throughout says nothing, as files of other venues have it.</param>
public sealed class TakerSplit(bool tells)
{
    private readonly BulkClassifier _bulk = new(new VpinOptions());

    /// <summary>True where what the file tells counts.</summary>
    /// <param name="told">Base asset; NaN where the file tells nothing.</param>
    public bool IsTold(in Candle candle, double told) => tells && told >= 0 && told <= candle.Volume;

    /// <summary>What takers bought of the next candle, base asset. All of the file's candles go through it in their order.</summary>
    public double Bought(in Candle candle, double told)
    {
        var bulk = _bulk.Classify(candle).TakerBuyVolume;
        return IsTold(candle, told) ? told : bulk;
    }
}
