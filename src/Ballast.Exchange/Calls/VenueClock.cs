using Binance.Net.Interfaces.Clients;
using CryptoExchange.Net;

namespace Ballast.Exchange.Calls;

/// <summary>
/// How far the exchange's clock is from ours. The library signs with the system's clock and an offset that it keeps once per process: two exchanges
/// with different clocks in one process are not supported.
/// </summary>
internal sealed class VenueClock(TimeProvider time)
{
    private long _offsetTicks;

    public bool IsRead { get; private set; }

    public DateTimeOffset Now => time.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));

    /// <param name="told">What the exchange said, taken to be the time half-way between sending and receiving.</param>
    public void Set(DateTimeOffset told, DateTimeOffset sentAt, DateTimeOffset receivedAt, IBinanceRestClient client)
    {
        var offset = told - (sentAt + ((receivedAt - sentAt) / 2));
        Interlocked.Exchange(ref _offsetTicks, offset.Ticks);
        TimeOffsetManager.UpdateRestOffset(client.UsdFuturesApi.GetType().Name, offset.TotalMilliseconds);
        TimeOffsetManager.UpdateRestOffset(client.SpotApi.GetType().Name, offset.TotalMilliseconds);
        IsRead = true;
    }
}
