namespace Ballast.Venue.Markets.Ticks;

/// <summary>What is known of a recorded file: its symbol and beginning at once, its length, range and price change when it was read to its end.</summary>
internal sealed class TickRecording
{
    private long _firstMid;
    private long _lastMid;
    private long _lastMs;

    private TickRecording(string path, string symbol, long firstMs, long firstPrice)
    {
        Path = path;
        Symbol = symbol;
        FirstMs = firstMs;
        FirstPrice = (double)(firstPrice * TickMessage.Unit);
    }

    public string Path { get; }

    public string Symbol { get; }

    public long FirstMs { get; }

    public double FirstPrice { get; }

    /// <summary>True once the file was read to its end.</summary>
    public bool IsKnown { get; private set; }

    public long SpanMs { get; private set; }

    public LoopShift Loop { get; private set; }

    public long Lowest { get; private set; } = long.MaxValue;

    public long Highest { get; private set; }

    public long Messages { get; private set; }

    public long SequenceGaps { get; private set; }

    public long StaleLevels { get; private set; }

    /// <summary>Reads as far as the first book with both sides.</summary>
    /// <exception cref="MarketSourceException">The file has no symbol or no book with both sides.</exception>
    public static TickRecording Begin(string path)
    {
        using var reader = new TickReader(path);
        var book = new DepthBook();
        long? firstMs = null;
        while (reader.TryRead())
        {
            firstMs ??= reader.Message.LocalMs;
            book.Apply(reader.Message);
            if (book.BestBid > 0 && book.BestAsk > 0 && reader.Message.Symbol.Length > 0)
            {
                return new TickRecording(path, reader.Message.Symbol, firstMs.Value, book.BestBid);
            }
        }

        throw new MarketSourceException($"The tick file '{System.IO.Path.GetFileName(path)}' holds no book with both sides.");
    }

    /// <summary>Takes note of a step of the first round.</summary>
    public void Saw(DepthBook book, long last, long tick, long localMs)
    {
        if (IsKnown)
        {
            return;
        }

        _lastMid = (book.BestBid + book.BestAsk) / 2 / tick;
        _firstMid = _firstMid == 0 ? _lastMid : _firstMid;
        _lastMs = Math.Max(_lastMs, localMs);
        Lowest = Math.Min(Lowest, Math.Min(book.BestBid, last));
        Highest = Math.Max(Highest, Math.Max(book.BestAsk, last));
    }

    /// <summary>The file was read to its end. Rounds are whole seconds long, so that the bars of one second fit.</summary>
    public void Ended(SecondBars seconds, long tick)
    {
        if (!IsKnown)
        {
            SpanMs = Math.Max(seconds.Count * 1_000L, _lastMs - FirstMs + 1);
            Loop = new LoopShift(_lastMid - _firstMid, Lowest / tick);
            IsKnown = true;
        }
    }

    /// <summary>Adds up what a finished round was like.</summary>
    public void Count(long messages, DepthBook book)
    {
        Messages += messages;
        SequenceGaps += book.SequenceGaps;
        StaleLevels += book.StaleLevels;
    }
}
