using System.Collections.Concurrent;
using Ballast.Core.Decisions;
using Ballast.Research.Full;

namespace Ballast.Research.Trials;

/// <summary>The signals of all symbols, made once for all points whose settings make the same ones: sizes, leverage, guards and exits do not.</summary>
internal sealed class FullTapes(IReadOnlyList<FullMarket> markets, FullOptions options)
{
    /// <summary>More than so many are not kept: a tape of a long file is large, and points that differ in their signals do not need each other's.</summary>
    private const int MostKept = 8;

    /// <summary>A signal with all that is known at it takes about 5 KB: these are some 50 MB, however long the files are. What is at work is kept besides.</summary>
    private const int MostSignals = 10_000;

    private readonly ConcurrentDictionary<TradingOptions, Lazy<RecordedTape[]>> _known = new();

    /// <summary>In the order of the markets.</summary>
    /// <exception cref="FullException">The bars do not make candles that are needed.</exception>
    public RecordedTape[] Of(TradingOptions trading)
    {
        var key = KeyOf(trading);
        if (!_known.ContainsKey(key) && (_known.Count >= MostKept || Signals >= MostSignals))
        {
            _known.Clear();

            // Beside bars that never go the collector would leave it for long: it is old, and small against them.
            GC.Collect();
        }

        return _known.GetOrAdd(key, k => new Lazy<RecordedTape[]>(() => Made(k))).Value;
    }

    private int Signals => _known.Values.Where(t => t.IsValueCreated).Sum(t => t.Value.Sum(s => s.Count));

    /// <summary>Asks whether the bars make what is needed, before anything is run.</summary>
    /// <exception cref="FullException">They do not.</exception>
    public void Check(TradingOptions trading)
    {
        var (by, vix) = (options with { Desk = options.Desk with { Trading = trading } }, VixTape.Assumed(0, trading.Vix));
        foreach (var market in markets)
        {
            _ = TapeOf(market, by, vix);
        }
    }

    /// <summary>The settings that signals and views are made of, all others as they are by default.</summary>
    private static TradingOptions KeyOf(TradingOptions trading) => new TradingOptions
    {
        Strategies = trading.Strategies,
        Ensemble = trading.Ensemble,
        Frames = trading.Frames,
        Policy = trading.Policy,
        Regimes = trading.Regimes,
        HiddenMarkov = trading.HiddenMarkov,
        Vix = trading.Vix,
        Vpin = trading.Vpin,
        Flow = trading.Flow,
        Entry = new EntryOptions { AtrLength = trading.Entry.AtrLength },
    }.WithScopes(trading.Scopes.Select(s => s with { Options = KeyOf(s.Options) }));

    /// <summary>By the key alone, so that whoever comes first does not matter.</summary>
    private RecordedTape[] Made(TradingOptions key)
    {
        var by = options with { Desk = options.Desk with { Trading = key } };
        var vix = FullBacktest.Vix(markets, by).Tape;
        return [.. markets.Select(m => new RecordedTape(TapeOf(m, by, vix)))];
    }

    private static MarketTape TapeOf(FullMarket market, FullOptions options, VixTape vix) => new(market, options, vix, (_, strategy) => StrategyFold.Of(strategy, options.Desk.Trading));
}
