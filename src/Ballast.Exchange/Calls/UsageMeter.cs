using System.Globalization;
using System.Net.Http.Headers;
using Ballast.Application.Ports;

namespace Ballast.Exchange.Calls;

/// <summary>Reads what every answer's headers say of the limits, also those of refusals. Orders are counted in answers to orders only, so their counts end with their windows.</summary>
internal sealed class UsageMeter(TimeProvider time) : DelegatingHandler
{
    private readonly Lock _lock = new();
    private VenueUsage _usage = VenueUsage.None;
    private DateTimeOffset _ordersAt;

    public VenueUsage Usage
    {
        get
        {
            lock (_lock)
            {
                return Fading(time.GetUtcNow());
            }
        }
    }

    /// <summary>From exchangeInfo; null leaves what was.</summary>
    public void Limit(int? weight, int? orders10s, int? orders1m)
    {
        lock (_lock)
        {
            _usage = _usage with
            {
                WeightLimit = weight ?? _usage.WeightLimit,
                Orders10sLimit = orders10s ?? _usage.Orders10sLimit,
                Orders1mLimit = orders1m ?? _usage.Orders1mLimit,
            };
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (request.RequestUri is { } uri && uri.AbsolutePath.StartsWith("/fapi/", StringComparison.Ordinal))
        {
            Note(response.Headers);
        }

        return response;
    }

    private void Note(HttpResponseHeaders headers)
    {
        var (weight, orders10s, orders1m) = (Read(headers, "X-MBX-USED-WEIGHT-1M"), Read(headers, "X-MBX-ORDER-COUNT-10S"), Read(headers, "X-MBX-ORDER-COUNT-1M"));
        if ((weight ?? orders10s ?? orders1m) is null)
        {
            return;
        }

        lock (_lock)
        {
            var now = time.GetUtcNow();
            var before = Fading(now);
            _usage = before with { Weight = weight ?? before.Weight, Orders10s = orders10s ?? before.Orders10s, Orders1m = orders1m ?? before.Orders1m, At = now };
            _ordersAt = (orders10s ?? orders1m) is null ? _ordersAt : now;
        }
    }

    private VenueUsage Fading(DateTimeOffset now) => _usage with
    {
        Orders10s = now - _ordersAt < TimeSpan.FromSeconds(10) ? _usage.Orders10s : 0,
        Orders1m = now - _ordersAt < TimeSpan.FromMinutes(1) ? _usage.Orders1m : 0,
    };

    private static int? Read(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) && int.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
}
