using System.Globalization;
using System.IO.Compression;
using System.Text;
using Ballast.Core.Market;

namespace Ballast.Venue.Markets.Klines;

/// <summary>
/// Reads Binance's 12-column kline CSV line by line (open time ms, open, high, low, close, volume, close time ms, quote volume, trades, taker buy
/// volume, …), with or without a header line, plain or zipped, in a buffer of its own: a file of any length in little memory.
/// </summary>
public sealed class KlineReader : IDisposable
{
    private const int BufferBytes = 1 << 18;
    private const int TakerBuyField = 9;
    private static readonly string[] s_fields = ["open time", "open", "high", "low", "close", "volume", "close time"];

    private readonly Stream _stream;
    private readonly ZipArchive? _zip;
    private readonly string _name;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _from;
    private int _to;
    private bool _isEnd;
    private long _lastOpenMs = long.MinValue;
    private (int From, int To) _rest;

    /// <param name="name">Stands in error messages.</param>
    public KlineReader(Stream stream, string name)
        : this(stream, name, null, 0)
    {
    }

    private KlineReader(Stream stream, string name, ZipArchive? zip, long bytes) => (_stream, _name, _zip, Bytes) = (stream, name, zip, bytes);

    /// <summary>Of the CSV, unzipped; 0 where it is not known.</summary>
    public long Bytes { get; }

    /// <summary>The line read last, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>What the line read last tells of takers, unchecked; NaN where it tells nothing.</summary>
    public double TakerBuyVolume
    {
        get
        {
            var line = _buffer.AsSpan(_rest.From, _rest.To - _rest.From);
            var at = 0;
            for (var passed = s_fields.Length; passed < TakerBuyField; passed++)
            {
                var comma = at < line.Length ? line[at..].IndexOf((byte)',') : -1;
                if (comma < 0)
                {
                    return double.NaN;
                }

                at += comma + 1;
            }

            return KlineNumber.TryReal(line, ref at, out var told) ? told : double.NaN;
        }
    }

    /// <summary>Opens a CSV file, or the first one within a zip.</summary>
    /// <exception cref="MarketSourceException">It cannot be read, or the zip holds no CSV.</exception>
    public static KlineReader Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var name = Path.GetFileName(path);
        ZipArchive? zip = null;
        try
        {
            if (!path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            {
                var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
                return new KlineReader(file, name, null, file.Length);
            }

            zip = ZipFile.OpenRead(path);
            var entry = zip.Entries.FirstOrDefault(e => e.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
                ?? throw new MarketSourceException($"The zip file '{path}' holds no .csv file.");
            return new KlineReader(entry.Open(), name, zip, entry.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or MarketSourceException)
        {
            zip?.Dispose();
            throw e as MarketSourceException ?? new MarketSourceException($"The kline file '{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The next candle; false at the end of the file.</summary>
    /// <exception cref="MarketSourceException">The file cannot be read on, or a line is malformed or out of order; names file, line and field.</exception>
    public bool TryRead(out Candle candle)
    {
        while (TryLine(out var from, out var to))
        {
            Line++;
            var line = _buffer.AsSpan(from, to - from);
            if (Line == 1 && line.StartsWith(Encoding.UTF8.Preamble))
            {
                from += Encoding.UTF8.Preamble.Length;
                line = _buffer.AsSpan(from, to - from);
            }

            if (line.IsEmpty || (Line == 1 && IsHeader(line)))
            {
                continue;
            }

            var (field, at) = TryFields(line, out candle);
            if (field < s_fields.Length)
            {
                throw Malformed(s_fields[field], Text(line, at), field is 0 or 6 ? "a whole number of milliseconds" : "a number");
            }

            if (!candle.IsWellFormed || candle.OpenTimeMs <= _lastOpenMs)
            {
                throw Impossible(candle);
            }

            _lastOpenMs = candle.OpenTimeMs;
            _rest = (Math.Min(to, from + at), to);
            return true;
        }

        candle = default;
        return false;
    }

    public void Dispose()
    {
        _stream.Dispose();
        _zip?.Dispose();
    }

    /// <summary>No field is a number: a first candle with one wrong field is no header.</summary>
    private static bool IsHeader(ReadOnlySpan<byte> line)
    {
        foreach (var field in line.Split((byte)','))
        {
            var at = 0;
            if (KlineNumber.TryReal(line[field], ref at, out _))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The first field that is no number, and where it begins; all of them: one more than the last, and where the rest begins.</summary>
    private static (int Field, int At) TryFields(ReadOnlySpan<byte> line, out Candle candle)
    {
        candle = default;
        var at = 0;
        if (!KlineNumber.TryWhole(line, ref at, out var openMs))
        {
            return (0, at);
        }

        if (!KlineNumber.TryReal(line, ref at, out var open))
        {
            return (1, at);
        }

        if (!KlineNumber.TryReal(line, ref at, out var high))
        {
            return (2, at);
        }

        if (!KlineNumber.TryReal(line, ref at, out var low))
        {
            return (3, at);
        }

        if (!KlineNumber.TryReal(line, ref at, out var close))
        {
            return (4, at);
        }

        if (!KlineNumber.TryReal(line, ref at, out var volume))
        {
            return (5, at);
        }

        if (!KlineNumber.TryWhole(line, ref at, out var closeMs))
        {
            return (6, at);
        }

        candle = new Candle(Milliseconds(openMs), open, high, low, close, volume, Milliseconds(closeMs));
        return (7, at);
    }

    /// <summary>Newer files of the venue count microseconds; sixteen digits say so.</summary>
    private static long Milliseconds(long time) => time > 100_000_000_000_000 ? time / 1_000 : time;

    /// <summary>The next line without its end, as a place in the buffer.</summary>
    private bool TryLine(out int from, out int to)
    {
        var searched = 0;
        while (true)
        {
            var end = _buffer.AsSpan(_from + searched, _to - _from - searched).IndexOf((byte)'\n');
            if (end >= 0 || (_isEnd && _from < _to))
            {
                (from, to) = (_from, end < 0 ? _to : _from + searched + end);
                _from = end < 0 ? _to : to + 1;
                to -= to > from && _buffer[to - 1] == '\r' ? 1 : 0;
                return true;
            }

            if (_isEnd)
            {
                (from, to) = (0, 0);
                return false;
            }

            searched = _to - _from;
            Fill();
        }
    }

    private void Fill()
    {
        _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
        (_from, _to) = (0, _to - _from);
        if (_to == BufferBytes)
        {
            Line++;
            throw Malformed("line", Text(_buffer, 0), $"at most {BufferBytes} bytes");
        }

        try
        {
            var read = _stream.Read(_buffer, _to, BufferBytes - _to);
            _to += read;
            _isEnd = read == 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new MarketSourceException($"The kline file '{_name}' cannot be read: {e.Message}", e);
        }
    }

    private MarketSourceException Impossible(in Candle c)
    {
        FormattableString problem = c switch
        {
            _ when c.OpenTimeMs <= _lastOpenMs => $"the open time {c.OpenTimeMs} is not after {_lastOpenMs}, the line's before",
            { CloseTimeMs: var close } when close <= c.OpenTimeMs => $"the close time {close} is not after the open time {c.OpenTimeMs}",
            { Volume: var volume } when !(volume >= 0 && double.IsFinite(volume)) => $"the volume is {volume}; expected 0 or more",
            { Open: var open } when !(open > 0 && double.IsFinite(open)) => $"the open is {open}; expected a price above 0",
            { Close: var close } when !(close > 0 && double.IsFinite(close)) => $"the close is {close}; expected a price above 0",
            { Low: var low } when !(low > 0 && low <= Math.Min(c.Open, c.Close)) => $"the low is {low}; expected above 0 and at most open {c.Open} and close {c.Close}",
            { High: var high } => $"the high is {high}; expected at least open {c.Open} and close {c.Close}",
        };
        return new MarketSourceException($"The kline file '{_name}', line {Line}: {problem.ToString(CultureInfo.InvariantCulture)}.");
    }

    private MarketSourceException Malformed(string field, string text, string expected) =>
        new($"The kline file '{_name}', line {Line}: the {field} is '{text}'; expected {expected}.");

    private static string Text(ReadOnlySpan<byte> line, int at)
    {
        var rest = at < line.Length ? line[at..] : default;
        var comma = rest.IndexOf((byte)',');
        var field = comma < 0 ? rest : rest[..comma];
        return Encoding.UTF8.GetString(field[..Math.Min(field.Length, 40)]);
    }
}
