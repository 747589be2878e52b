using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace Ballast.Venue.Tests.Markets;

/// <summary>What a recount says after one line; the fields as in the meter's reading.</summary>
internal sealed record NaiveReading(decimal? Imbalance, decimal? Spread, decimal? BidDepth, decimal? AskDepth, decimal? Velocity, decimal SignedVolume, decimal? Vpin);

/// <summary>
/// Order flow without haste: raw JSON lines, decimals, whole lists counted anew at each reading. It shares no code with the meter, the tick
/// reader or the rebuilt book. Defaults of requirements §7: 5 and 20 levels, 10 s of velocity, 60 s of volume, 50 buckets.
/// </summary>
internal sealed class NaiveFlow(decimal bucketVolume)
{
    private readonly SortedDictionary<decimal, (decimal Quantity, long Id)>[] _book = [new(Comparer<decimal>.Create((x, y) => y.CompareTo(x))), []];
    private readonly List<(long At, decimal Imbalance)> _kept = [];
    private readonly List<(long At, decimal Signed)> _trades = [];
    private readonly HashSet<long> _ids = [];
    private decimal _total;
    private long _depthId;
    private (long Id, decimal Bid, decimal BidQuantity, decimal Ask, decimal AskQuantity) _top;
    private long _bookAt = long.MinValue;
    private long _at = long.MinValue;
    private (decimal Imbalance, decimal Spread, decimal BidDepth, decimal AskDepth)? _last;

    public static StreamReader Open(string path) => new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));

    /// <summary>The recording's one snapshot is left out: the first seconds know only the levels that updates have touched.</summary>
    public void Add(string line)
    {
        using var json = JsonDocument.Parse(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        if (!json.RootElement.TryGetProperty("data", out var data))
        {
            return;
        }

        var at = data.GetProperty("T").GetInt64();
        switch (data.GetProperty("e").GetString())
        {
            case "trade":
                if (_ids.Add(data.GetProperty("t").GetInt64()))
                {
                    _trades.Add((at, Number(data.GetProperty("q")) * (data.GetProperty("m").GetBoolean() ? -1 : 1)));
                    _total += Math.Abs(_trades[^1].Signed);
                    _at = Math.Max(_at, at);
                }

                break;
            case "depthUpdate":
                _depthId = data.GetProperty("u").GetInt64();
                Set(0, data.GetProperty("b"));
                Set(1, data.GetProperty("a"));
                Look(at);
                break;
            default:
                var id = data.GetProperty("u").GetInt64();
                _top = id >= _top.Id ? (id, Number(data.GetProperty("b")), Number(data.GetProperty("B")), Number(data.GetProperty("a")), Number(data.GetProperty("A"))) : _top;
                Look(at);
                break;
        }
    }

    public NaiveReading Read()
    {
        // Slots of one second: the running one and 59 before it.
        var signed = 0m;
        for (var i = _trades.Count - 1; i >= 0 && _trades[i].At / 1_000 > (_at / 1_000) - 90; i--)
        {
            signed += _trades[i].At / 1_000 > (_at / 1_000) - 60 ? _trades[i].Signed : 0;
        }

        return new NaiveReading(_last?.Imbalance, _last?.Spread, _last?.BidDepth, _last?.AskDepth, Velocity(), signed, Vpin());
    }

    private void Look(long at)
    {
        if (_top.Id >= _depthId && _top.Bid > 0)
        {
            Drop(0, p => p > _top.Bid);
            Drop(1, p => p < _top.Ask);
            _book[0][_top.Bid] = (_top.BidQuantity, _top.Id);
            _book[1][_top.Ask] = (_top.AskQuantity, _top.Id);
        }

        while (_book[0].Count > 0 && _book[1].Count > 0 && _book[0].Keys.First() is var bid && _book[1].Keys.First() is var ask && bid >= ask)
        {
            // Of two that cross, the one heard of longer ago is gone.
            _ = _book[0][bid].Id < _book[1][ask].Id ? _book[0].Remove(bid) : _book[1].Remove(ask);
        }

        if (at < _bookAt || _book[0].Count == 0 || _book[1].Count == 0)
        {
            return;
        }

        var bids = _book[0].Take(20).Select(l => (Price: l.Key, l.Value.Quantity)).ToList();
        var asks = _book[1].Take(20).Select(l => (Price: l.Key, l.Value.Quantity)).ToList();
        var (b, a) = (bids.Take(5).Sum(l => l.Quantity), asks.Take(5).Sum(l => l.Quantity));
        _last = ((b - a) / (b + a), 2 * (asks[0].Price - bids[0].Price) / (asks[0].Price + bids[0].Price), bids.Sum(l => l.Price * l.Quantity), asks.Sum(l => l.Price * l.Quantity));
        (_bookAt, _at) = (at, Math.Max(_at, at));
        if (_kept.Count > 0 && _kept[^1].At == at)
        {
            _kept.RemoveAt(_kept.Count - 1);
            _kept.Add((at, _last.Value.Imbalance));
        }
        else if (_kept.Count == 0 || at - _kept[^1].At >= 312)
        {
            _kept.Add((at, _last.Value.Imbalance));
        }
    }

    /// <summary>States at least 10 s / 32 apart are kept; the newest kept one that is 10 s old counts.</summary>
    private decimal? Velocity()
    {
        var old = _kept.FindLastIndex(s => _bookAt - s.At >= 10_000);
        return old < 0 ? null : (_last!.Value.Imbalance - _kept[old].Imbalance) / ((_bookAt - _kept[old].At) / 1_000m);
    }

    /// <summary>Bucket k holds the volume from k·V to (k + 1)·V since the beginning; each trade gives what overlaps.</summary>
    private decimal? Vpin()
    {
        var full = (int)(_total / bucketVolume);
        if (full < 50)
        {
            return null;
        }

        var nets = new decimal[50];
        var end = _total;
        for (var i = _trades.Count - 1; i >= 0 && end > (full - 50) * bucketVolume; i--)
        {
            var start = end - Math.Abs(_trades[i].Signed);
            for (var k = Math.Max(full - 50, (int)(start / bucketVolume)); k < full && k * bucketVolume < end; k++)
            {
                nets[k - (full - 50)] += Math.Sign(_trades[i].Signed) * Math.Max(0, Math.Min(end, (k + 1) * bucketVolume) - Math.Max(start, k * bucketVolume));
            }

            end = start;
        }

        return nets.Sum(Math.Abs) / (50 * bucketVolume);
    }

    private void Set(int side, JsonElement levels)
    {
        foreach (var level in levels.EnumerateArray())
        {
            if (Number(level[1]) == 0)
            {
                _book[side].Remove(Number(level[0]));
            }
            else
            {
                _book[side][Number(level[0])] = (Number(level[1]), _depthId);
            }
        }
    }

    private void Drop(int side, Func<decimal, bool> isBetter)
    {
        while (_book[side].Count > 0 && isBetter(_book[side].Keys.First()))
        {
            _book[side].Remove(_book[side].Keys.First());
        }
    }

    private static decimal Number(JsonElement text) => decimal.Parse(text.GetString()!, CultureInfo.InvariantCulture);
}
