using System.IO.Compression;

namespace Ballast.Venue.Markets.Ticks;

/// <summary>Reads a recorded feed line by line, decompressing as it goes. A torn last line (a recording that was cut) ends it.</summary>
internal sealed class TickReader : IDisposable
{
    private readonly Stream _stream;
    private readonly string _name;
    private byte[] _buffer = new byte[1 << 17];
    private int _start;
    private int _end;
    private bool _isOver;
    private long _lastMs = long.MinValue;

    public TickReader(string path)
    {
        _name = Path.GetFileName(path);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        _stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    public TickMessage Message { get; } = new();

    /// <summary>Lines read so far.</summary>
    public long Lines { get; private set; }

    /// <summary>Goes to the next message; false at the end. Times never go back.</summary>
    /// <exception cref="MarketSourceException">A line is malformed; names file and line.</exception>
    public bool TryRead()
    {
        while (TryLine(out var line, out var isWhole))
        {
            if (line.IsEmpty)
            {
                continue;
            }

            Lines++;
            if (TickDecoder.TryDecode(line, Message))
            {
                Message.LocalMs = _lastMs = Math.Max(_lastMs, Message.LocalMs);
                return true;
            }

            if (isWhole)
            {
                throw new MarketSourceException($"The tick file '{_name}', line {Lines}: expected local nanoseconds, a space and a JSON message.");
            }
        }

        return false;
    }

    public void Dispose() => _stream.Dispose();

    private bool TryLine(out ReadOnlySpan<byte> line, out bool isWhole)
    {
        var searched = 0;
        while (true)
        {
            var newline = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                line = _buffer.AsSpan(_start, searched + newline);
                _start += searched + newline + 1;
                isWhole = true;
                return true;
            }

            searched = _end - _start;
            if (!Fill())
            {
                line = _buffer.AsSpan(_start, _end - _start);
                _start = _end;
                isWhole = false;
                return !line.IsEmpty;
            }
        }
    }

    private bool Fill()
    {
        if (_isOver)
        {
            return false;
        }

        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        try
        {
            var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
            _end += read;
            _isOver = read == 0;
        }
        catch (InvalidDataException e)
        {
            throw new MarketSourceException($"The tick file '{_name}' is not readable gzip after line {Lines}.", e);
        }

        return !_isOver;
    }
}
