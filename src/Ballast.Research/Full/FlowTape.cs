using Ballast.Core.Market;
using Ballast.Core.Microstructure;

namespace Ballast.Research.Full;

/// <summary>The order flow before each signal as the app has it: of the last one-minute bars, with what takers bought of them.</summary>
internal sealed class FlowTape(FullMarket market, VpinOptions vpin, FlowOptions flow)
{
    private readonly FlowBar[] _bars = new FlowBar[FlowWindow.Most];
    private FlowWindow _window = new();
    private int _next;

    /// <summary>True where the bars are the app's own: of one minute, with takers, and no VPIN is assumed.</summary>
    public static bool IsMeasured(FullMarket market, MarketAssumptions assumed) =>
        assumed.Vpin is null && market.Bars.Takers is not null && market.Interval.Milliseconds == FlowWindow.BarMs;

    /// <summary>The reading with the flow of the bars that are over with this one; bars come in their order.</summary>
    public BookReading Read(BookReading reading, int bar)
    {
        // After a gap the app reads its window anew as it does at its start: the last bars that there are.
        if (bar - _next >= FlowWindow.Most || !_window.Add(Bars(_next, bar)))
        {
            _window = new FlowWindow();
            _window.Add(Bars(Math.Max(0, bar + 1 - FlowWindow.Most), bar));
        }

        _next = bar + 1;
        return reading.With(_window, vpin, flow);
    }

    private ReadOnlySpan<FlowBar> Bars(int first, int last)
    {
        for (var bar = first; bar <= last; bar++)
        {
            _bars[bar - first] = market.FlowOf(bar);
        }

        return _bars.AsSpan(0, last + 1 - first);
    }

    /// <summary>One sentence for whoever reads the result.</summary>
    public static string Why(IReadOnlyList<FullMarket> markets, MarketAssumptions assumed)
    {
        if (assumed.Vpin is { } fixedAt)
        {
            return FormattableString.Invariant($"VPIN is {fixedAt} at all times.");
        }

        return string.Join(" ", markets.Select(m => IsMeasured(m, assumed) ? Told(m)
            : $"VPIN of {m.Symbol} is not measured: {(m.Bars.Takers is null ? "its bars come without takers" : $"it wants bars of one minute, and these are of {m.Interval}")}."));
    }

    private static string Told(FullMarket market) => market.Bars.Takers!.Classified switch
    {
        0 => $"VPIN of {market.Symbol} is that of what takers bought.",
        var untold => FormattableString.Invariant($"VPIN of {market.Symbol}: its file does not tell of {untold} bars what takers bought; bulk classification splits them by the change of their closes."),
    };
}
