using System.Collections.Concurrent;
using Ballast.Application.Caches;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Decisions;
using Ballast.Core.Indicators;
using Ballast.Core.Market;
using Ballast.Core.Regimes;
using Ballast.Core.Volatility;

namespace Ballast.Application.UseCases;

/// <summary>Refreshes the dated caches that decisions read: instrument, mark, ATR and policy of every symbol, and the Crypto-VIX.</summary>
public sealed class RefreshPolicy(IMarketData market, InstrumentMemory instruments, ReadFrames frames, MarketCache cache, RefreshCorrelations correlations, RefreshVix vix, ReadFlow flow, AccountSettings settings, TradingOptions options, TimeProvider time)
{
    /// <summary>Symbols that are read at once. The venue's limits count what is asked, not when, and everything else that asks shares the connections.</summary>
    public const int SymbolsAtOnce = 4;

    // What closed candles say stays the same until the next one closes.
    private readonly ConcurrentDictionary<Symbol, Measured> _measured = new();

    // What changed and nobody has been told of yet: a start has no log for it, and a commit may fail after it was seen.
    private readonly ConcurrentQueue<string> _changes = new();

    private readonly RecordRegimes _regimes = new(cache);

    /// <summary>How many symbols were refreshed, and whether there is a fresh Crypto-VIX. What could not be read keeps its old date and grows stale.</summary>
    /// <param name="isStart">What changed over the restart is told by the first refresh after it.</param>
    public async ValueTask<RefreshReport> RunAsync(bool isStart = false, CancellationToken cancel = default)
    {
        var problems = new List<string>();
        var warnings = new List<string>();
        var windows = new Dictionary<Symbol, CandleWindow>();
        var refreshed = await RefreshViewsAsync(windows, problems, warnings, cancel);
        await correlations.RunAsync(windows, cancel);
        var index = await vix.RunAsync(cancel);
        if (index.Problem is { } problem)
        {
            problems.Add(problem);
        }

        return new RefreshReport(refreshed, index.Reading, problems) { Warnings = warnings, Changes = isStart ? [] : Told() };
    }

    private List<string> Told()
    {
        var changes = new List<string>();
        while (_changes.TryDequeue(out var change))
        {
            changes.Add(change);
        }

        return changes;
    }

    private async ValueTask<int> RefreshViewsAsync(Dictionary<Symbol, CandleWindow> read, List<string> problems, List<string> warnings, CancellationToken cancel)
    {
        if (await instruments.ReadAsync(cancel) is not VenueReply<IReadOnlyList<Instrument>>.Accepted known)
        {
            problems.Add("The venue's instruments could not be read.");
            return 0;
        }

        if (await market.MarksAsync([.. settings.Symbols], cancel) is not VenueReply<IReadOnlyList<MarkPrice>>.Accepted marks)
        {
            problems.Add("Mark prices could not be read.");
            return 0;
        }

        var views = new List<(string Row, MarketView View)>();
        foreach (var one in await ReadAllAsync(known.Value, marks.Value, cancel))
        {
            problems.AddRange(one.Problems);
            warnings.AddRange(one.Warnings);
            if (one is { Window: { } window, View: { } view })
            {
                read[view.Instrument.Symbol] = window;
                views.Add((view.Instrument.Symbol.Name, view));
            }
        }

        var before = new Dictionary<Symbol, SymbolPolicy?>();
        foreach (var (_, view) in views)
        {
            before[view.Instrument.Symbol] = _regimes.Knows(view.Instrument.Symbol) ? null : await StoredAsync(view.Instrument.Symbol, cancel);
        }

        await cache.WriteAsync(Tables.Market, views, cancel);
        foreach (var (_, view) in views)
        {
            if (await _regimes.RunAsync(view.Instrument.Symbol, before[view.Instrument.Symbol], view.Policy, cancel) is { } problem)
            {
                warnings.Add(problem);
            }
        }

        return views.Count;
    }

    /// <summary>Some symbols side by side, as a far venue takes its time for each; the results in the order of the settings.</summary>
    private async ValueTask<SymbolRead[]> ReadAllAsync(IReadOnlyList<Instrument> instruments, IReadOnlyList<MarkPrice> marks, CancellationToken cancel)
    {
        Symbol[] symbols = [.. settings.Symbols];
        var reads = new SymbolRead[symbols.Length];
        var last = -1;
        await Task.WhenAll(Enumerable.Range(0, SymbolsAtOnce).Select(_ => ReadNextAsync()));
        return reads;

        async Task ReadNextAsync()
        {
            for (var i = Interlocked.Increment(ref last); i < symbols.Length; i = Interlocked.Increment(ref last))
            {
                reads[i] = await ReadAsync(symbols[i], instruments.FirstOrDefault(known => known.Symbol == symbols[i]), marks.FirstOrDefault(mark => mark.Symbol == symbols[i]), cancel);
            }
        }
    }

    private async ValueTask<SymbolRead> ReadAsync(Symbol symbol, Instrument? instrument, MarkPrice? mark, CancellationToken cancel)
    {
        var read = new SymbolRead();
        if (instrument is null || mark is null)
        {
            read.Problems.Add($"{symbol}: the venue has no {(instrument is null ? "such instrument" : "mark price")}.");
            return read;
        }

        if (await frames.RunAsync(symbol, read.Problems, cancel) is not { } candles)
        {
            return read;
        }

        var view = await ViewAsync(instrument, mark, candles, cancel);
        return read with { Window = candles.Window, View = view with { Book = await flow.RunAsync(symbol, read.Warnings, cancel) } };
    }

    private async ValueTask<MarketView> ViewAsync(Instrument instrument, MarkPrice mark, FramesRead read, CancellationToken cancel)
    {
        var measured = await MeasureAsync(instrument.Symbol, read.Window, cancel);
        var now = time.GetUtcNow();
        var model = measured.Model?.IsStale(now) == false ? measured.Model : null;
        var (frames, regime) = RegimeChoice.Of(read.Readings, measured.Model, now, options.Frames, options.Policy);
        if (measured.Policy is null || measured.Regime != regime || measured.Policy.Frames != frames || measured.Policy.Model != model)
        {
            var policy = PolicyRules.Of(regime, measured.AtrPercentile, frames, read.Window.SyntheticCount, now, options.Frames, options.Policy) with { Model = model };
            var before = await BeforeAsync(instrument.Symbol, measured.Policy ?? measured.Before, now, cancel);
            foreach (var change in before is null ? [] : PolicyChange.Of(before, policy, regime.Why))
            {
                _changes.Enqueue($"{instrument.Symbol}: {change}");
            }

            measured = measured with { Regime = regime, Policy = PolicyChange.Continue(before, policy) };
        }

        measured = measured with { Policy = measured.Policy!.At(now, options.Policy) };
        _measured[instrument.Symbol] = measured;

        // A price is as old as the venue says, not as our reading of it.
        var priceAt = mark.At < now ? mark.At : now;
        return new MarketView(instrument, mark.Mark, measured.Atr, measured.Policy, read.Window.SyntheticCount, now, options.Policy.ValidUntil(priceAt));
    }

    /// <summary>The symbol's policy of the minute before: our own, or after a restart or another instance's work the stored one.</summary>
    private async ValueTask<SymbolPolicy?> BeforeAsync(Symbol symbol, SymbolPolicy? own, DateTimeOffset now, CancellationToken cancel)
    {
        return own?.IsStale(now) == false ? own : await StoredAsync(symbol, cancel) ?? own;
    }

    private async ValueTask<SymbolPolicy?> StoredAsync(Symbol symbol, CancellationToken cancel)
    {
        try
        {
            return (await cache.ViewAsync(symbol, cancel))?.Policy;
        }
        catch (InvalidDataException)
        {
            // A row of a newer version is replaced by this refresh, as it always was; what it said is not known.
            return null;
        }
    }

    private async ValueTask<Measured> MeasureAsync(Symbol symbol, CandleWindow window, CancellationToken cancel)
    {
        if (_measured.TryGetValue(symbol, out var known) && ReferenceEquals(known.Window, window))
        {
            return known;
        }

        // A model trained meanwhile counts from the next closed candle on.
        var trained = await cache.ModelAsync(symbol, cancel);
        var atr = Atr.Of(window.Candles.Span, options.Entry.AtrLength);
        return _measured[symbol] = new Measured(window, double.IsNaN(atr) ? null : decimal.Round((decimal)atr, 8), PolicyRules.AtrPercentile(window.Candles.Span, options.Policy))
        {
            Model = trained is null ? null : ModelReading.Of(trained, window, options.HiddenMarkov),
            Before = known?.Policy ?? known?.Before,
        };
    }

    /// <summary>What was read of one symbol.</summary>
    private sealed record SymbolRead
    {
        public CandleWindow? Window { get; init; }

        public MarketView? View { get; init; }

        public List<string> Problems { get; } = [];

        public List<string> Warnings { get; } = [];
    }

    /// <param name="Atr">In price units; null with too few candles.</param>
    private sealed record Measured(CandleWindow Window, decimal? Atr, double AtrPercentile)
    {
        /// <summary>What the symbol's model says, stale or not; null where there is none.</summary>
        public ModelReading? Model { get; init; }

        public CombinedRegime? Regime { get; init; }

        /// <summary>What was last made of <see cref="Regime"/>, as of the latest refresh; null before.</summary>
        public SymbolPolicy? Policy { get; init; }

        /// <summary>The policy of the candles before these; null where there is none.</summary>
        public SymbolPolicy? Before { get; init; }
    }
}

/// <summary>What a refresh did.</summary>
/// <param name="Problems">Without what is named here no entries are decided.</param>
public sealed record RefreshReport(int Symbols, VixReading? Vix, IReadOnlyList<string> Problems)
{
    /// <summary>What could not be read and counts as its rule says: entries go on.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Profiles and regimes that changed, each with what changed it.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];
}
