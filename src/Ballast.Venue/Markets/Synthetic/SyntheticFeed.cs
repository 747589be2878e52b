using Ballast.Application.Ports;
using Ballast.Core.Market;

namespace Ballast.Venue.Markets.Synthetic;

/// <summary>A made-up market with one step per second. Same seed, same time: same market, whenever and wherever it is started.</summary>
internal sealed class SyntheticFeed : MarketFeed
{
    private readonly TickScale _scale;
    private readonly SyntheticPath _path;
    private readonly BookShape _shape;
    private long _second;
    private long _fairTicks;

    public SyntheticFeed(Symbol symbol, CommonFactor common, ulong seed, IReadOnlyList<MarketShock>? shocks = null)
        : this(SyntheticProfile.Of(symbol), common, seed, shocks ?? [])
    {
    }

    private SyntheticFeed(SyntheticProfile profile, CommonFactor common, ulong seed, IReadOnlyList<MarketShock> shocks)
        : base(KnownSymbols.InstrumentOf(profile.Symbol, profile.BasePrice))
    {
        _scale = new TickScale(Instrument.TickSize);
        _path = new SyntheticPath(profile, common, _scale, seed, shocks);
        _shape = new BookShape(Instrument, profile.LevelNotional, profile.SpreadTicks, seed);
    }

    public override long NextAtMs => (_second + 1) * 1_000;

    public override void Seek(long atMs) => StandAt(CandleGrid.FloorDivide(atMs, 1_000));

    public override void Step() => StandAt(_second + 1);

    public override OrderBook Book(int depth) => _shape.Book(_second, _fairTicks, depth, DateTimeOffset.FromUnixTimeMilliseconds(_second * 1_000));

    public override TakerWindow Bars(CandleInterval interval, int count, long nowMs) => new(_path.Candles(interval, count, nowMs), 0);

    /// <summary>Skips as far in the hour as the price stays clear of both bounds by 0.1 %, which is more than spread and basis.</summary>
    public override bool TrySkipQuiet(long untilMs, decimal low, decimal high)
    {
        var hour = CandleGrid.FloorDivide(_second, 3_600);
        var lastSecond = Math.Min((hour * 3_600) + 3_599, CandleGrid.FloorDivide(untilMs, 1_000));
        var quiet = lastSecond > _second ? _path.QuietUntil(_second, lastSecond, (double)low / 0.999, (double)high / 1.001) : _second;
        if (quiet == _second)
        {
            return false;
        }

        StandAt(quiet);
        return true;
    }

    private void StandAt(long second)
    {
        _second = second;
        var fair = _path.PriceAt(second);
        _fairTicks = Math.Max(1, _scale.ToTicks(fair));
        var (bid, ask) = _shape.Quote(second, _fairTicks);
        var (atAsk, quantity) = _shape.Trade(second, fair);
        Current = new MarketTick(second * 1_000, _scale.ToPrice(bid), _scale.ToPrice(ask), _scale.ToMark(fair), _scale.ToPrice(atAsk ? ask : bid), quantity);
    }
}
