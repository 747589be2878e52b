using System.Runtime.InteropServices;
using Ballast.Application.UseCases;
using Ballast.Core.Accounts;
using Ballast.Core.Decisions;
using Ballast.Core.Indicators;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Regimes;
using Ballast.Core.Strategies;

namespace Ballast.Research.Full;

/// <summary>
/// Runs along one symbol's bars from signal to signal, and says at each what the app would have had in its caches: everything from candles that were
/// closed by then. It knows nothing of the account.
/// </summary>
internal sealed class MarketTape : SignalTape
{
    private readonly FullMarket _market;
    private readonly FullOptions _options;
    private readonly TradingOptions _trading;
    private readonly VixTape _vix;
    private readonly FlowTape? _flow;
    private readonly List<FrameLevel> _levels = [];
    private readonly List<(CandleFeed Feed, FrameLevel Level)> _roots = [];
    private readonly List<StrategyFold> _folds = [];
    private readonly List<StrategyFold> _signalled = [];
    private readonly FrameLevel _policy;
    private readonly FramePlan _plan;
    private readonly int _asked;

    /// <summary>The frames whose regime is followed, shortest first, each with the candles that the app would ask for.</summary>
    private readonly (FrameLevel Level, int Asked)[] _tracked;

    private readonly int _firstFill;
    private int _bar = -1;
    private IReadOnlyList<AccountFact.SignalCame> _signals = [];

    /// <param name="make">Makes the strategies; another for tests that plant a fault.</param>
    /// <exception cref="FullException">The bars do not make candles that are needed.</exception>
    public MarketTape(FullMarket market, FullOptions options, VixTape vix, Func<FullMarket, BuiltIn, StrategyFold> make)
    {
        (_market, _options, _trading, _vix) = (market, options, options.Desk.Trading, vix);
        _flow = FlowTape.IsMeasured(market, options.Market) ? new FlowTape(market, _trading.Vpin, _trading.Flow) : null;
        foreach (var strategy in RunStrategies.Wanted(_trading).Where(s => s.Place(_trading.Strategies).Holds(market.Symbol)))
        {
            var fold = make(market, strategy);
            _folds.Add(fold);
            LevelOf(fold.Interval, strategy.Name()).Folds.Add(fold);
        }

        _firstFill = options.TradeFrom is { } from ? market.Bars.FirstFrom(from.ToUnixTimeMilliseconds()) : 0;
        _plan = _trading.FramePlan;
        _asked = _plan.Reads.First(r => r.Interval == _trading.Frames.PolicyFrame).Count;
        _policy = PolicyLevel();
        _policy.Kept = [];
        if (!options.Market.IsNeutral)
        {
            Track();
        }

        Join();
        _tracked = [.. _levels.Where(l => l.IsTracked).Select(l => (l, AskedOf(l)))];
        MoveNext();
    }

    public override int Bar => _bar;

    public override long AtMs => Bar < _market.Bars.Count ? _market.EndMs(Bar) : long.MaxValue;

    public override IReadOnlyList<AccountFact.SignalCame> Signals => _signals;

    public override void MoveNext()
    {
        _signalled.Clear();
        while (_signalled.Count == 0)
        {
            _bar = _market.Bars.Count;
            foreach (var (feed, _) in _roots)
            {
                _bar = Math.Min(_bar, feed.Bar);
            }

            if (Bar == _market.Bars.Count)
            {
                _signals = [];
                return;
            }

            foreach (var (feed, level) in _roots)
            {
                if (feed.Bar == Bar)
                {
                    level.Take(feed.Candle, _signalled);
                    feed.MoveNext();
                }
            }

            if (_signalled.Count > 0)
            {
                _signalled.RemoveAll(f => Bar + 1 < _firstFill || !_trading.Strategies.Run.Contains(f.Strategy));
            }
        }

        var view = View(DateTimeOffset.FromUnixTimeMilliseconds(AtMs));
        var opinions = _trading.Ensemble.Models.Count == 0 && _trading.Scopes.Count == 0 ? null
            : new SymbolOpinions(_market.Symbol, EquatableList.From(_folds.Where(f => f.SeenMs > 0).Select(f => f.Opinion(_trading))));
        _signals = [.. _signalled.OrderBy(f => f.Strategy).Select(f => new AccountFact.SignalCame(BuiltInSignal.Of(_options.Account, _market.Symbol, f.Opinion(_trading)), view, _vix.At(AtMs)) { Opinions = opinions })];
    }

    public override CandleWindow WindowAt(long ms)
    {
        var candles = CollectionsMarshal.AsSpan(_policy.Kept);
        var (end, beyond) = (0, candles.Length);
        while (end < beyond)
        {
            var middle = (end + beyond) / 2;
            (end, beyond) = candles[middle].CloseTimeMs < ms ? (middle + 1, beyond) : (end, middle);
        }

        return new CandleWindow(EquatableList.Create<Candle>(candles[Math.Max(0, end - _asked)..end]), 0);
    }

    /// <summary>No more candles come: what was kept for them is given back.</summary>
    public void TrimExcess() => _policy.Kept!.TrimExcess();

    private MarketView View(DateTimeOffset now)
    {
        var candles = CollectionsMarshal.AsSpan(_policy.Kept);
        candles = candles[Math.Max(0, candles.Length - _asked)..];
        var percentile = PolicyRules.AtrPercentile(candles, _trading.Policy, out var atr);
        atr = _trading.Entry.AtrLength == _trading.Policy.Length ? atr : Atr.Of(candles, _trading.Entry.AtrLength);
        var policy = _options.Market.IsNeutral ? Neutral(now) : Policy(percentile, now);
        var book = new BookReading(_options.Market.Spread, _options.Market.Vpin, now) { Imbalance = 0, BidDepth = _options.Market.Depth, AskDepth = _options.Market.Depth };
        return new MarketView(
            _market.Instrument, FullMarket.PriceOf(_market.Bars.Closes[Bar]), double.IsNaN(atr) ? null : decimal.Round((decimal)atr, 8), policy, 0, now, _trading.Policy.ValidUntil(now))
        {
            Book = _flow is null ? book : _flow.Read(book, Bar),
        };
    }

    private SymbolPolicy Policy(double atrPercentile, DateTimeOffset now)
    {
        var readings = new List<FrameReading>(_tracked.Length);
        foreach (var (level, asked) in _tracked)
        {
            if (level.Reading(asked, now, _trading.Policy, _trading.Regimes) is { } reading)
            {
                readings.Add(reading);
            }
        }

        var (frames, regime) = RegimeChoice.Of(EquatableList.From(readings), null, now, _trading.Frames, _trading.Policy);
        return PolicyRules.Of(regime, atrPercentile, frames, 0, now, _trading.Frames, _trading.Policy);
    }

    private SymbolPolicy Neutral(DateTimeOffset now) => new(
        Regime.Normal, VolatilityLevel.Normal, RiskProfile.Normal, PolicyRules.MinConfidence(Regime.Normal, VolatilityLevel.Normal, _trading.Policy),
        PolicyRules.Multiplier(Regime.Normal, VolatilityLevel.Normal, _trading.Policy), 0, 50, 0, "assumed.", now, _trading.Policy.ValidUntil(now))
    {
        Frames = EquatableList.From(_trading.Frames.Frames.Select(f => new FrameReading(f, Regime.Normal, TrendDirection.Flat, "assumed.", now))),
    };

    private int AskedOf(FrameLevel level)
    {
        var source = _plan.Sources.First(s => s.Frame == level.Interval);
        var read = _plan.Reads.First(r => r.Interval == source.Read);
        return (int)(read.Count * read.Interval.Milliseconds / level.Interval.Milliseconds);
    }

    /// <summary>Without a policy of the candles only the ATR is wanted: of the policy's frame, or of the strategies' where the bars are longer.</summary>
    private FrameLevel PolicyLevel()
    {
        var frame = _trading.Frames.PolicyFrame;
        if (_options.Market.IsNeutral && !CandleFeed.CanMake(_market, frame))
        {
            frame = _folds.Count > 0 ? _folds.Min(f => f.Interval.Milliseconds) is var least ? _folds.First(f => f.Interval.Milliseconds == least).Interval : frame : _market.Interval;
        }

        return LevelOf(frame, "the policy");
    }

    /// <summary>The frames that decide: the policy's, those above it, and those that may veto. Shorter ones say nothing about these entries.</summary>
    private void Track()
    {
        var entry = _folds.Count > 0 ? _folds.Min(f => f.Interval.Milliseconds) : 0;
        var (all, policy) = (_trading.Frames, _trading.Frames.PolicyFrame.Milliseconds);
        foreach (var frame in all.Frames)
        {
            if (frame.Milliseconds >= policy || (frame.Milliseconds > entry && all.Veto.Contains(frame)))
            {
                LevelOf(frame, "the policy").Track(_trading.Policy, _trading.Regimes);
            }
        }
    }

    private FrameLevel LevelOf(CandleInterval interval, string who)
    {
        if (_levels.Find(l => l.Interval == interval) is { } known)
        {
            return known;
        }

        if (!CandleFeed.CanMake(_market, interval))
        {
            throw new FullException($"{who} of {_market.Symbol} needs candles of {interval}, and bars of {_market.Interval} do not make them: give shorter bars, or another frame (a neutral market needs none for its policy).");
        }

        var level = new FrameLevel(interval);
        _levels.Add(level);
        return level;
    }

    /// <summary>Each length out of the longest shorter one that makes it, else out of the bars.</summary>
    private void Join()
    {
        _levels.Sort((left, right) => left.Interval.Milliseconds.CompareTo(right.Interval.Milliseconds));
        for (var i = 0; i < _levels.Count; i++)
        {
            var from = i - 1;
            while (from >= 0 && !CandleMerger.CanMake(_levels[from].Interval, _levels[i].Interval))
            {
                from--;
            }

            if (from >= 0)
            {
                _levels[i].MergeFrom(_levels[from]);
                continue;
            }

            var feed = new CandleFeed(_market, _levels[i].Interval);
            feed.MoveNext();
            _roots.Add((feed, _levels[i]));
        }
    }
}
