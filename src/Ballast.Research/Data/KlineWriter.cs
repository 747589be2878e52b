using System.Globalization;
using Ballast.Venue.Markets;

namespace Ballast.Research.Data;

/// <summary>Writes candles in Binance's 12-column kline layout with its header line. The file appears whole or not at all.</summary>
public static class KlineWriter
{
    internal const string Header = "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore";

    private const int CheckEvery = 1 << 12;

    /// <returns>Lines written, without the header.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static long Write(string path, IEnumerable<TakerCandle> candles, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(candles);
        var lines = 0L;
        WholeFile.Write(path, stream =>
        {
            using var file = new StreamWriter(stream) { NewLine = "\n" };
            file.WriteLine(Header);
            foreach (var (c, takerBuy) in candles)
            {
                // What a candle does not know of its trades is reckoned at the middle of its range; their number is not known.
                var middle = (c.High + c.Low) / 2;
                file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{c.OpenTimeMs},{c.Open},{c.High},{c.Low},{c.Close},{c.Volume},{c.CloseTimeMs},{Math.Round(c.Volume * middle, 4)},0,{takerBuy},{Math.Round(takerBuy * middle, 4)},0"));
                if (++lines % CheckEvery == 0)
                {
                    cancel.ThrowIfCancellationRequested();
                }
            }
        });
        return lines;
    }
}
