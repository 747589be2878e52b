using System.Buffers.Text;
using System.IO.Compression;
using Ballast.Core.Market;

namespace Ballast.Venue.Markets.Klines;

/// <summary>Reads Binance's 12-column kline CSV (open time ms, open, high, low, close, volume, close time ms, …), with or without a header line, also zipped.</summary>
public static class KlineFile
{
    /// <summary>The candles of a file in its order.</summary>
    /// <exception cref="MarketSourceException">The file cannot be read, has no candle, or a line is malformed or out of order; names file and line.</exception>
    public static IReadOnlyList<Candle> Read(string path)
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
    public static IReadOnlyList<Candle> Parse(ReadOnlySpan<byte> csv, string name)
    {
        var candles = new List<Candle>(csv.Length / 80);
        var number = 0;
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

            if (!TryLine(line, out var candle) || !candle.IsWellFormed || (candles.Count > 0 && candle.OpenTimeMs <= candles[^1].OpenTimeMs))
            {
                throw new MarketSourceException($"The kline file '{name}', line {number}: expected open time ms, open, high, low, close, volume, close time ms in rising time order.");
            }

            candles.Add(candle);
        }

        return candles.Count > 0 ? candles : throw new MarketSourceException($"The kline file '{name}' holds no candle.");
    }

    private static bool TryLine(ReadOnlySpan<byte> line, out Candle candle)
    {
        candle = default;
        if (!TryLong(ref line, out var open) || !TryDouble(ref line, out var o) || !TryDouble(ref line, out var h) || !TryDouble(ref line, out var l)
            || !TryDouble(ref line, out var c) || !TryDouble(ref line, out var volume) || !TryLong(ref line, out var close))
        {
            return false;
        }

        candle = new Candle(open, o, h, l, c, volume, close);
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
