using Ballast.Application.Limits;
using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;

namespace Ballast.Application.Tests.Support;

/// <summary>Counts what is asked of a market, and hides some of it.</summary>
internal sealed class CountedMarket(IMarketData inner) : IMarketData
{
    private readonly Lock _gate = new();

    public List<(CandleInterval Interval, int Count)> Candles { get; } = [];

    public int Weight { get; private set; }

    /// <summary>Candles of this length are not answered.</summary>
    public CandleInterval? Down { get; set; }

    /// <summary>There are no candles from before.</summary>
    public DateTimeOffset? Listed { get; init; }

    public Func<Candle, Candle>? Change { get; set; }

    /// <summary>Awaited before a book is answered.</summary>
    public Func<Task>? BeforeBook { get; init; }

    public void Reset()
    {
        Weight = 0;
        Candles.Clear();
    }

    public async ValueTask<VenueReply<CandleWindow>> CandlesAsync(Symbol symbol, CandleInterval interval, int count, CancellationToken cancel = default)
    {
        Count(CallWeights.Candles(count), (interval, count));
        if (Down == interval)
        {
            return new VenueReply<CandleWindow>.Unknown("no answer (test)");
        }

        var window = Assert.IsType<VenueReply<CandleWindow>.Accepted>(await inner.CandlesAsync(symbol, interval, count, cancel)).Value;
        var seen = window.Candles.Where(c => c.OpenTimeMs >= (Listed?.ToUnixTimeMilliseconds() ?? 0)).Select(c => Change?.Invoke(c) ?? c);
        return new VenueReply<CandleWindow>.Accepted(window with { Candles = EquatableList.From(seen) });
    }

    public ValueTask<VenueReply<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel = default)
    {
        Count(CallWeights.Instruments);
        return inner.InstrumentsAsync(cancel);
    }

    public ValueTask<VenueReply<IReadOnlyList<FlowBar>>> FlowAsync(Symbol symbol, int count, CancellationToken cancel = default)
    {
        Count(CallWeights.Candles(count));
        return inner.FlowAsync(symbol, count, cancel);
    }

    public async ValueTask<VenueReply<OrderBook>> BookAsync(Symbol symbol, int depth, CancellationToken cancel = default)
    {
        Count(CallWeights.Book(depth));
        await (BeforeBook?.Invoke() ?? Task.CompletedTask);
        return await inner.BookAsync(symbol, depth, cancel);
    }

    public ValueTask<VenueReply<IReadOnlyList<MarkPrice>>> MarksAsync(IReadOnlyList<Symbol> symbols, CancellationToken cancel = default)
    {
        Count(CallWeights.Marks);
        return inner.MarksAsync(symbols, cancel);
    }

    /// <summary>Symbols are read side by side.</summary>
    private void Count(int weight, (CandleInterval Interval, int Count)? candles = null)
    {
        lock (_gate)
        {
            Weight += weight;
            if (candles is { } asked)
            {
                Candles.Add(asked);
            }
        }
    }
}
