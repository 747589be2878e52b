using Ballast.Core.Market;
using Ballast.Core.Microstructure;

namespace Ballast.Application.Ports;

/// <summary>Public market data. Replies as <see cref="IExchange"/> does.</summary>
public interface IMarketData
{
    /// <summary>All perpetuals with filters and leverage brackets.</summary>
    ValueTask<VenueReply<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel = default);

    /// <summary>The last <paramref name="count"/> closed candles, oldest first; fewer when the venue has fewer. Never the forming one.</summary>
    ValueTask<VenueReply<CandleWindow>> CandlesAsync(Symbol symbol, CandleInterval interval, int count, CancellationToken cancel = default);

    /// <summary>
    /// The last <paramref name="count"/> closed one-minute bars with what takers bought in each, oldest first; fewer when the venue has fewer.
    /// At most <see cref="FlowWindow.Most"/>, as one call gives.
    /// </summary>
    ValueTask<VenueReply<IReadOnlyList<FlowBar>>> FlowAsync(Symbol symbol, int count, CancellationToken cancel = default);

    /// <summary>The best <paramref name="depth"/> levels of each side.</summary>
    ValueTask<VenueReply<OrderBook>> BookAsync(Symbol symbol, int depth, CancellationToken cancel = default);

    /// <summary>Mark price of every symbol asked for that the venue lists; one that is listed no longer must not hide the others.</summary>
    ValueTask<VenueReply<IReadOnlyList<MarkPrice>>> MarksAsync(IReadOnlyList<Symbol> symbols, CancellationToken cancel = default);
}

/// <summary>A mark price with the venue's time.</summary>
public sealed record MarkPrice(Symbol Symbol, Price Mark, decimal FundingRate, DateTimeOffset NextFundingAt, DateTimeOffset At);
