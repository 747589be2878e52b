using Ballast.Application.Ports;
using Ballast.Core.Market;

namespace Ballast.Venue.Markets;

/// <summary>
/// One symbol's market as a function of time, read forward by whoever asks: no timers, no threads. The same source
/// at the same time is the same market, so a reader may go back and read the path again.
/// </summary>
public abstract class MarketFeed(Instrument instrument) : IDisposable
{
    public Instrument Instrument { get; } = instrument;

    public Symbol Symbol => Instrument.Symbol;

    /// <summary>The step that the reader stands on.</summary>
    public MarketTick Current { get; protected set; }

    /// <summary>When the step after <see cref="Current"/> happens; <see cref="long.MaxValue"/> when the market has ended.</summary>
    public abstract long NextAtMs { get; }

    /// <summary>Stands on the last step at or before a time.</summary>
    public abstract void Seek(long atMs);

    /// <summary>Goes to the next step.</summary>
    /// <exception cref="InvalidOperationException">The market has ended.</exception>
    public abstract void Step();

    /// <summary>The best levels at the current step.</summary>
    public abstract OrderBook Book(int depth);

    /// <summary>The last <paramref name="count"/> candles that closed before <paramref name="nowMs"/>, with their volume by side.</summary>
    public abstract TakerWindow Bars(CandleInterval interval, int count, long nowMs);

    /// <summary>The same candles alone.</summary>
    public CandleWindow Candles(CandleInterval interval, int count, long nowMs) => Bars(interval, count, nowMs).ToCandles();

    /// <summary>What was wrong with the data so far.</summary>
    public virtual FeedReport Report => new(Symbol, 0, 0, 0);

    /// <summary>Skips steps up to <paramref name="untilMs"/> at most while every price surely stays inside (low, high), and says whether it moved. A feed that cannot tell does not skip.</summary>
    public virtual bool TrySkipQuiet(long untilMs, decimal low, decimal high) => false;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>What a reader of a market found in its data.</summary>
/// <param name="Messages">Messages read.</param>
/// <param name="SequenceGaps">Depth updates that did not continue the one before.</param>
/// <param name="StaleLevels">Levels dropped because a newer best price or level crossed them.</param>
public sealed record FeedReport(Symbol Symbol, long Messages, long SequenceGaps, long StaleLevels);
