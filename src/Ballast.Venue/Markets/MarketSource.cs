using Ballast.Core.Market;

namespace Ballast.Venue.Markets;

/// <summary>
/// Where a market comes from. As text (<see cref="Parse"/>), several separated by ';', options by ',':
/// <c>synthetic</c>, <c>synthetic:seed=7,symbols=BTCUSDT+ETHUSDT</c>,
/// <c>klines:PATH[,symbol=S][,warmup=BARS][,end=loop|stop]</c> (CSV or zip; default warm-up: the first half),
/// <c>ticks:PATH[,candles=PATH][,end=loop|stop]</c> (jsonl, also .gz).
/// </summary>
public abstract record MarketSource
{
    private MarketSource()
    {
    }

    /// <summary>A name without folders; an anchor belongs to it.</summary>
    public abstract string Identity { get; }

    /// <summary>A seeded market; <paramref name="Symbols"/> empty means all of <see cref="KnownSymbols.Names"/>.</summary>
    public sealed record Synthetic(ulong Seed, EquatableList<Symbol> Symbols) : MarketSource
    {
        /// <summary>Jumps that the market makes besides its own.</summary>
        public EquatableList<MarketShock> Shocks { get; init; }

        public override string Identity => $"synthetic:seed={Seed}";
    }

    /// <summary>A candle file; its symbol is given or the beginning of the file name.</summary>
    /// <param name="WarmUpBars">Bars before the start point; null: half of the file.</param>
    public sealed record Klines(string Path, Symbol Symbol, int? WarmUpBars, ReplayEnd End) : MarketSource
    {
        public override string Identity => $"klines:{System.IO.Path.GetFileName(Path)},warmup={WarmUpBars},end={End}";
    }

    /// <summary>A recorded feed; its messages name the symbol.</summary>
    /// <param name="CandlesPath">A kline file for the time before; null: scaled synthetic candles.</param>
    public sealed record Ticks(string Path, string? CandlesPath, ReplayEnd End) : MarketSource
    {
        public override string Identity => $"ticks:{System.IO.Path.GetFileName(Path)},end={End}";
    }

    /// <summary>Understands a source text; empty means <c>synthetic</c>.</summary>
    /// <exception cref="MarketSourceException">Names the value and what is allowed.</exception>
    public static IReadOnlyList<MarketSource> Parse(string? text)
    {
        var parts = (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length == 0 ? [new Synthetic(1, default)] : [.. parts.Select(MarketSourceText.One)];
    }
}
