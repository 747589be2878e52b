using Ballast.Core.Market;
using Ballast.Research.Backtesting;

namespace Ballast.Research.Tests.Backtesting;

/// <summary>
/// The bare engine again, from the words of its description and not from its code: bar by bar, means summed up in decimal each time, one state machine.
/// Slow and plain on purpose.
/// </summary>
internal sealed class NaiveBacktest(IReadOnlyList<Candle> bars, BareOptions options)
{
    private readonly List<double> _equity = [];
    private double _cash = options.Cash;
    private (PositionSide Side, int Bar, double Price, double Stop)? _held;
    private PositionSide? _ordered;
    private double _orderedStop;

    public List<BareTrade> Trades { get; } = [];

    public NaiveBacktest Run()
    {
        bool? before = null;
        for (var i = 0; i < bars.Count; i++)
        {
            AtOpen(i);
            AtStop(i);
            var state = StateAt(i);
            if (state is { } isUp && before is { } was && isUp != was)
            {
                Signal(i, isUp ? PositionSide.Long : PositionSide.Short);
            }

            before = state;
            if (i == bars.Count - 1 && _held is not null)
            {
                Close(i, bars[i].Close, BareExit.End);
            }

            _equity.Add(_cash + (_held is { } held ? (held.Side == PositionSide.Long ? 1 : -1) * options.Quantity * (bars[i].Close - held.Price) : 0));
        }

        return this;
    }

    /// <summary>The largest fall at closes, of the peak.</summary>
    public double MaxDrawdown()
    {
        double peak = options.Cash, worst = 0;
        foreach (var equity in _equity)
        {
            peak = Math.Max(peak, equity);
            worst = Math.Max(worst, (peak - equity) / peak);
        }

        return worst;
    }

    /// <summary>Each calendar day from the first to the last has the equity of its last close, or of the day before.</summary>
    public double? Sharpe()
    {
        var byDay = new Dictionary<DateOnly, double>();
        for (var i = 0; i < bars.Count; i++)
        {
            byDay[DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(bars[i].OpenTimeMs).UtcDateTime)] = _equity[i];
        }

        var returns = new List<double>();
        var last = options.Cash;
        for (var day = byDay.Keys.Min(); day <= byDay.Keys.Max(); day = day.AddDays(1))
        {
            var equity = byDay.GetValueOrDefault(day, last);
            returns.Add((equity / last) - 1);
            last = equity;
        }

        var mean = returns.Average();
        var deviation = Math.Sqrt(returns.Sum(r => (r - mean) * (r - mean)) / (returns.Count - 1));
        return returns.Count < 2 || deviation < 1e-12 ? null : mean / deviation * Math.Sqrt(365);
    }

    private void AtOpen(int i)
    {
        if (_ordered is not { } side)
        {
            return;
        }

        _ordered = null;
        if (_held is { } held && held.Side != side)
        {
            Close(i, bars[i].Open, BareExit.Signal);
        }

        var mayOpen = options.Sides == TradedSides.Both || options.Sides.ToString() == side.ToString();
        if (_held is null && mayOpen && (options.AtrStop == 0 || !double.IsNaN(_orderedStop)))
        {
            _held = (side, i, bars[i].Open, _orderedStop);
            _cash -= options.FeeRate * options.Quantity * bars[i].Open;
        }
    }

    private void AtStop(int i)
    {
        if (_held is not { } held || options.AtrStop == 0)
        {
            return;
        }

        if (held.Side == PositionSide.Long && bars[i].Low <= held.Stop)
        {
            Close(i, bars[i].Open <= held.Stop ? bars[i].Open : held.Stop, BareExit.Stop);
        }
        else if (held.Side == PositionSide.Short && bars[i].High >= held.Stop)
        {
            Close(i, bars[i].Open >= held.Stop ? bars[i].Open : held.Stop, BareExit.Stop);
        }
    }

    private void Signal(int i, PositionSide side)
    {
        if (_held is { } held && held.Side == side)
        {
            return;
        }

        _ordered = side;
        var distance = options.AtrStop * AtrAt(i);
        _orderedStop = options.AtrStop == 0 ? double.NaN : bars[i].Close - (side == PositionSide.Long ? distance : -distance);
    }

    private void Close(int i, double price, BareExit exit)
    {
        var held = _held!.Value;
        var (entryFee, exitFee) = (options.FeeRate * options.Quantity * held.Price, options.FeeRate * options.Quantity * price);
        var move = held.Side == PositionSide.Long ? price - held.Price : held.Price - price;
        _cash += (move * options.Quantity) - exitFee;
        Trades.Add(new BareTrade(held.Bar, i, held.Side, exit, held.Price, price, held.Stop, entryFee, exitFee, (move * options.Quantity) - entryFee - exitFee));
        _held = null;
    }

    private bool? StateAt(int i) => i < options.Slow - 1 ? null : Mean(i, options.Fast) > Mean(i, options.Slow);

    private decimal Mean(int i, int length)
    {
        decimal sum = 0;
        for (var k = i - length + 1; k <= i; k++)
        {
            sum += (decimal)bars[k].Close;
        }

        return sum / length;
    }

    /// <summary>Wilder: the mean of the first 14 true ranges, then a fourteenth of each new difference.</summary>
    private double AtrAt(int i)
    {
        double atr = 0;
        for (var k = 0; k <= i; k++)
        {
            var range = bars[k].High - bars[k].Low;
            range = k == 0 ? range : new[] { range, Math.Abs(bars[k].High - bars[k - 1].Close), Math.Abs(bars[k].Low - bars[k - 1].Close) }.Max();
            atr = k < 14 ? atr + range : atr + ((range - atr) / 14);
            atr = k == 13 ? atr / 14 : atr;
        }

        return i < 13 ? double.NaN : atr;
    }
}
