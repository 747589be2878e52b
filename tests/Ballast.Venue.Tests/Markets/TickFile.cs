using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Ballast.Venue.Tests.Markets;

/// <summary>A recorded feed written by a test, in the form of the real ones.</summary>
public sealed class TickFile
{
    private const long StartNs = 1_723_161_255_000_000_000;
    private readonly StringBuilder _lines = new();
    private long _id = 100;

    /// <summary>Five levels a side around a price, every 100 ms, the price moving by one each second; a trade at the ask and the best prices with each.</summary>
    public static string Write(TempFolder folder, string name, int seconds, bool withGap = false)
    {
        var file = new TickFile();
        for (var i = 0; i < seconds * 10; i++)
        {
            if (withGap && i == 15)
            {
                file._id += 50;
            }

            file.Step(i * 100L, 60_000 + (i / 10));
        }

        return file.Save(folder, name);
    }

    public TickFile Line(long ms, string json)
    {
        _lines.Append(CultureInfo.InvariantCulture, $"{StartNs + (ms * 1_000_000)} {json}\n");
        return this;
    }

    public string Save(TempFolder folder, string name)
    {
        using var gzip = new GZipStream(File.Create(folder.Path(name)), CompressionLevel.Fastest);
        gzip.Write(Encoding.UTF8.GetBytes(_lines.ToString()));
        return folder.Path(name);
    }

    private void Step(long ms, int price)
    {
        var previous = _id;
        var first = _id + 1;
        _id += 5;
        string Levels(int from, int direction) => string.Join(',', Enumerable.Range(0, 5).Select(i => $"[\"{from + (direction * i)}.00\",\"{i + 1}.500\"]"));
        var oldAsk = price - 1 > 60_000 - 1 ? $",[\"{price}.00\",\"0.000\"]" : "";
        Line(ms, $$$"""{"stream":"btcusdt@depth@0ms","data":{"e":"depthUpdate","E":1,"T":1,"s":"BTCUSDT","U":{{{first}}},"u":{{{_id}}},"pu":{{{previous}}},"b":[{{{Levels(price, -1)}}}],"a":[{{{Levels(price + 1, 1)}}}{{{oldAsk}}}]}}""");
        Line(ms + 1, $$$"""{"stream":"btcusdt@bookTicker","data":{"e":"bookTicker","u":{{{_id}}},"s":"BTCUSDT","b":"{{{price}}}.00","B":"1.500","a":"{{{price + 1}}}.00","A":"1.500","T":1,"E":1}}""");
        Line(ms + 2, $$$"""{"stream":"btcusdt@trade","data":{"e":"trade","E":1,"T":1,"s":"BTCUSDT","t":1,"p":"{{{price + 1}}}.00","q":"0.006","X":"MARKET","m":false}}""");
    }
}
