using Ballast.Application.Ports;
using Ballast.Core.Market;
using Ballast.Venue.Markets.Klines;
using Ballast.Venue.Markets.Synthetic;
using Ballast.Venue.Markets.Ticks;

namespace Ballast.Venue.Markets;

/// <summary>The markets of one venue, one feed per symbol, in the order of their sources.</summary>
public sealed class MarketSet : IDisposable
{
    private readonly List<MarketFeed> _feeds = [];

    private MarketSet()
    {
    }

    public IReadOnlyList<MarketFeed> Feeds => _feeds;

    /// <summary>Opens the sources at a time. A replay's first start is remembered in the store, when one is given.</summary>
    /// <exception cref="MarketSourceException">A file cannot be used, or two sources give the same symbol.</exception>
    /// <exception cref="StoreUnavailableException">The anchors cannot be read or written.</exception>
    public static async ValueTask<MarketSet> OpenAsync(IReadOnlyList<MarketSource> sources, long nowMs, IStateStore? store, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var set = new MarketSet();
        var anchors = new AnchorRows(store);
        try
        {
            foreach (var source in sources)
            {
                await set.AddAsync(source, nowMs, anchors, cancel);
            }
        }
        catch (Exception)
        {
            set.Dispose();
            throw;
        }

        return set;
    }

    public void Dispose()
    {
        foreach (var feed in _feeds)
        {
            feed.Dispose();
        }
    }

    private async ValueTask AddAsync(MarketSource source, long nowMs, AnchorRows anchors, CancellationToken cancel)
    {
        switch (source)
        {
            case MarketSource.Synthetic synthetic:
                var common = new CommonFactor(synthetic.Seed);
                var symbols = synthetic.Symbols.Count > 0 ? [.. synthetic.Symbols] : KnownSymbols.Names.Select(n => new Symbol(n));
                foreach (var symbol in symbols)
                {
                    Add(new SyntheticFeed(symbol, common, synthetic.Seed, [.. synthetic.Shocks.Where(s => s.Symbol == symbol)]));
                }

                break;
            case MarketSource.Klines klines:
                var bars = KlineFile.Read(klines.Path);
                var start = Math.Clamp(klines.WarmUpBars ?? bars.Count / 2, 0, bars.Count - 1);
                var startedAt = await anchors.GetAsync(klines.Symbol, klines.Identity, nowMs, cancel);
                var instrument = KnownSymbols.InstrumentOf(klines.Symbol, bars[start].Candle.Open);
                Add(new KlineFeed(instrument, bars, start, startedAt, klines.End, Synthetic(instrument, bars[0].Candle.Open)));
                break;
            case MarketSource.Ticks ticks:
                Add(await OpenTicksAsync(ticks, nowMs, anchors, cancel));
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static async ValueTask<TickFeed> OpenTicksAsync(MarketSource.Ticks ticks, long nowMs, AnchorRows anchors, CancellationToken cancel)
    {
        var recording = TickRecording.Begin(ticks.Path);
        var symbol = new Symbol(recording.Symbol);
        var instrument = KnownSymbols.InstrumentOf(symbol, recording.FirstPrice);
        var startedAt = await anchors.GetAsync(symbol, ticks.Identity, nowMs, cancel);
        WarmUp warmUp = ticks.CandlesPath is { } path ? new WarmUp.FromFile(KlineFile.Read(path), new TickScale(instrument.TickSize)) : Synthetic(instrument, recording.FirstPrice);
        return new TickFeed(instrument, recording, warmUp, startedAt, ticks.End);
    }

    private static WarmUp.Scaled Synthetic(Instrument instrument, double firstPrice)
    {
        var scale = new TickScale(instrument.TickSize);
        return new WarmUp.Scaled(new SyntheticPath(SyntheticProfile.Of(instrument.Symbol), new CommonFactor(1), scale, 1, []), scale, firstPrice);
    }

    private void Add(MarketFeed feed)
    {
        if (_feeds.Any(f => f.Symbol == feed.Symbol))
        {
            feed.Dispose();
            throw new MarketSourceException($"Two market sources give {feed.Symbol}; each symbol may come from one source only.");
        }

        _feeds.Add(feed);
    }
}
