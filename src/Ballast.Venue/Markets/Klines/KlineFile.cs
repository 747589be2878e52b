using System.Buffers.Text;
using System.IO.Compression;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;

namespace Ballast.Venue.Markets.Klines;

/// <summary>
/// Reads Binance's 12-column kline CSV (open time ms, open, high, low, close, volume, close time ms, quote volume, trades, taker buy volume, …),
/// with or without a header line, also zipped. Where the file does not tell what takers bought, bulk classification says it.
/// </summary>
public static class KlineFile
{
    /// <summary>The candles of a file in its order.</summary>
    /// <exception cref="MarketSourceException">The file cannot be read, has no candle, or a line is malformed or out of order; names file and line.</exception>
    public static IReadOnlyList<TakerCandle> Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return Parse(Bytes(path), Path.GetFileName(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new MarketSourceException($"The kline file '{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The candles of CSV bytes; <paramref name="name"/> stands in error messages.</summary>
    /// <exception cref="MarketSourceException">No candle, or a malformed line.</exception>
    public static IReadOnlyList<TakerCandle> Parse(ReadOnlySpan<byte> csv, string name)
    {
        var candles = new List<TakerCandle>(csv.Length / 80);
        var number = 0;
        var tells = false;
        while (csv.Length > 0)
        {
            number++;
            var end = csv.IndexOf((byte)'\n');
            var line = end < 0 ? csv : csv[..end];
            csv = end < 0 ? default : csv[(end + 1)..];
            line = line.TrimEnd((byte)'\r');
            if (line.IsEmpty || (number == 1 && !char.IsAsciiDigit((char)line[0])))
            {
                continue;
            }

            if (!TryLine(line, out var candle, out var takerBuy) || !candle.IsWellFormed || (candles.Count > 0 && candle.OpenTimeMs <= candles[^1].Candle.OpenTimeMs))
            {
                throw new MarketSourceException($"The kline file '{name}', line {number}: expected open time ms, open, high, low, close, volume, close time ms in rising time order.");
            }

            tells |= takerBuy > 0;
            candles.Add(new TakerCandle(candle, takerBuy));
        }

        Classify(candles, tells);
        return candles.Count > 0 ? candles : throw new MarketSourceException($"The kline file '{name}' holds no candle.");
    }

    /// <summary>A column of zeros throughout says nothing of takers, as files of other venues have it.</summary>
    private static void Classify(List<TakerCandle> candles, bool tells)
    {
        var bulk = new BulkClassifier(new VpinOptions());
        for (var i = 0; i < candles.Count; i++)
        {
            var (candle, told) = candles[i];
            var bought = bulk.Classify(candle).TakerBuyVolume;
            candles[i] = new TakerCandle(candle, tells && told >= 0 && told <= candle.Volume ? told : bought);
        }
    }

    /// <param name="takerBuy">NaN where the line does not tell it.</param>
    private static bool TryLine(ReadOnlySpan<byte> line, out Candle candle, out double takerBuy)
    {
        candle = default;
        takerBuy = double.NaN;
        if (!TryLong(ref line, out var open) || !TryDouble(ref line, out var o) || !TryDouble(ref line, out var h) || !TryDouble(ref line, out var l)
            || !TryDouble(ref line, out var c) || !TryDouble(ref line, out var volume) || !TryLong(ref line, out var close))
        {
            return false;
        }

        candle = new Candle(open, o, h, l, c, volume, close);
        Field(ref line);
        Field(ref line);
        takerBuy = TryDouble(ref line, out var told) ? told : double.NaN;
        return true;
    }

    private static ReadOnlySpan<byte> Field(ref ReadOnlySpan<byte> line)
    {
        var comma = line.IndexOf((byte)',');
        var field = comma < 0 ? line : line[..comma];
        line = comma < 0 ? default : line[(comma + 1)..];
        return field;
    }

    /// <summary>Newer files of the venue count microseconds; sixteen digits say so.</summary>
    private static bool TryLong(ref ReadOnlySpan<byte> line, out long value)
    {
        var field = Field(ref line);
        var ok = Utf8Parser.TryParse(field, out value, out var used) && used == field.Length;
        value = value > 100_000_000_000_000 ? value / 1_000 : value;
        return ok;
    }

    private static bool TryDouble(ref ReadOnlySpan<byte> line, out double value)
    {
        var field = Field(ref line);
        return Utf8Parser.TryParse(field, out value, out int used) && used == field.Length;
    }

    private static byte[] Bytes(string path)
    {
        if (!path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            return File.ReadAllBytes(path);
        }

        using var zip = ZipFile.OpenRead(path);
        var entry = zip.Entries.FirstOrDefault(e => e.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            ?? throw new MarketSourceException($"The zip file '{path}' holds no .csv file.");
        using var stream = entry.Open();
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }
}
