using Ballast.Core.Accounting;
using Ballast.Core.Accounts;
using Ballast.Core.Competing;
using Ballast.Core.Decisions;
using Ballast.Core.Desk;
using Ballast.Core.Growth;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Signals;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Competing;

/// <summary>Minutes of one market and signals on it, and modes that look at them.</summary>
internal sealed class CompetitorScene
{
    public static readonly DateTimeOffset Noon = Given.Noon;

    public static readonly CompetitionMode Mode = CompetitionModes.Four[0];

    public Dictionary<Symbol, List<Candle>> Candles { get; } = [];

    public List<CompetitionSignal> Signals { get; } = [];

    public List<FundingReading> Funding { get; } = [];

    public static DeskOptions OptionsOf(CompetitionMode mode) => new() { Trading = mode.OptionsFrom(Given.Options with { Limits = new() }), FeeRate = 0.0004m };

    /// <summary>The next minute's candle of a symbol, from noon on.</summary>
    public CompetitorScene Bar(double open, double high, double low, double close, Symbol? symbol = null)
    {
        var of = symbol ?? Given.Btc;
        var known = Candles.TryGetValue(of, out var list) ? list : Candles[of] = [];
        var at = Noon.AddMinutes(known.Count).ToUnixTimeMilliseconds();
        known.Add(new Candle(at, open, high, low, close, 10, at + 59_999));
        return this;
    }

    public CompetitorScene Flat(int minutes, double price, Symbol? symbol = null)
    {
        for (var i = 0; i < minutes; i++)
        {
            Bar(price, price, price, price, symbol);
        }

        return this;
    }

    /// <summary>A signal decided so many seconds after noon, on a mark.</summary>
    public CompetitorScene Signal(double seconds, SignalTarget target, decimal mark, Symbol? symbol = null, decimal spread = 0, decimal vpin = 0.1m, string? id = null)
    {
        var (at, of) = (Noon.AddSeconds(seconds), symbol ?? Given.Btc);
        var policy = Given.Policy().At(at, Given.Options.Policy) with { Frames = EquatableList.From(Given.Frames().Select(f => f with { AsOf = at })), ValidUntil = at.AddMinutes(3) };
        var view = Given.View(mark, mark / 100, policy, Given.Instrument(of.Name, tick: 0.1m, step: 0.0001m, minNotional: 5)) with
        {
            AsOf = at,
            ValidUntil = at.AddMinutes(3),
            Book = new BookReading(spread, vpin, at) { BidDepth = new Money(1_000_000), AskDepth = new Money(1_000_000) },
        };
        var signal = Given.Signal(target, confidence: 0.9m, id: id ?? $"signal-{Signals.Count}") with { Account = "main", Symbol = of, SentAt = at, Price = Price.None };
        Signals.Add(new CompetitionSignal(new AccountFact.SignalCame(signal, view, Given.Vix() with { AsOf = at, ValidUntil = at.AddMinutes(15) }), at));
        return this;
    }

    /// <summary>All that is over after so many minutes.</summary>
    public MarketSlice Slice(double minutes) => new(
        Noon.AddMinutes(minutes),
        Candles.ToDictionary(c => c.Key, c => (IReadOnlyList<Candle>)[.. c.Value.Where(candle => candle.CloseTimeMs < Noon.AddMinutes(minutes).ToUnixTimeMilliseconds())]),
        [.. Signals.OrderBy(s => s.DecidedAt)],
        Funding);

    /// <summary>One look after so many minutes.</summary>
    public (CompetitorState State, List<Trade> Trades, List<EntryDecision> Decisions) Look(CompetitionMode? mode, params double[] minutes)
    {
        var competing = mode ?? Mode;
        var options = OptionsOf(competing);
        var (state, trades, decisions) = (CompetitorState.Begin(competing, Noon, options), new List<Trade>(), new List<EntryDecision>());
        foreach (var after in minutes)
        {
            var step = Competitor.Advance(state, Slice(after), competing, options);
            state = step.Next;
            trades.AddRange(step.Trades);
            decisions.AddRange(step.Decisions);
        }

        return (state, trades, decisions);
    }

    /// <summary>A market of so many minutes with signals and settlements, all from one seed.</summary>
    public static CompetitorScene Random(int seed, int minutes = 400)
    {
        var scene = new CompetitorScene();
        var random = new PathRandom(seed, 0);
        foreach (var (symbol, start) in new[] { (Given.Btc, 100_000.0), (new Symbol("ETHUSDT"), 3_000.0) })
        {
            var price = start;
            for (var minute = 0; minute < minutes; minute++)
            {
                var close = Math.Round(price * (1 + ((random.NextUnit() - 0.5) * 0.006)), 1);
                scene.Bar(price, Math.Round(Math.Max(price, close) * (1 + (random.NextUnit() * 0.002)), 1), Math.Round(Math.Min(price, close) * (1 - (random.NextUnit() * 0.002)), 1), close, symbol);
                if (random.NextBelow(25) == 0)
                {
                    var target = (SignalTarget)random.NextBelow(6);
                    scene.Signal((minute * 60) + random.NextBelow(60), target, (decimal)price, symbol);
                }

                price = close;
            }

            scene.Funding.Add(new FundingReading(symbol, 0.0001m, Noon.AddHours(4)));
        }

        return scene;
    }
}
