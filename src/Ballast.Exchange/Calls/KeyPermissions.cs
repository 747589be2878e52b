using Ballast.Application.Ports;
using Binance.Net.Interfaces.Clients;

namespace Ballast.Exchange.Calls;

/// <summary>
/// Whether our key may withdraw. The futures account cannot tell: its canWithdraw is the wallet's, not the key's. So the key's own restrictions are read, from
/// another host, once an hour; when that host fails, what it said of this key before goes on.
/// </summary>
internal sealed class KeyPermissions(VenueCalls calls, ClientSource clients, TimeProvider time)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(1);
    private Known? _known;

    public async ValueTask<VenueReply<bool>> CanWithdrawAsync(CancellationToken cancel)
    {
        var known = _known;
        var isSameKey = known is not null && ReferenceEquals(known.Client, clients.Current);
        if (isSameKey && time.GetUtcNow() - known!.At < Lasts)
        {
            return new VenueReply<bool>.Accepted(known.CanWithdraw);
        }

        IBinanceRestClient? asked = null;
        var reply = await calls.AskAsync(
            CallKind.Signed,
            (client, stop) =>
            {
                asked = client;
                return client.SpotApi.Account.GetAPIKeyPermissionsAsync(ct: stop);
            },
            permissions => permissions.EnableWithdrawals,
            cancel);
        if (reply is not VenueReply<bool>.Accepted told)
        {
            return isSameKey ? new VenueReply<bool>.Accepted(known!.CanWithdraw) : reply;
        }

        _known = new Known(asked!, told.Value, time.GetUtcNow());
        return reply;
    }

    private sealed record Known(IBinanceRestClient Client, bool CanWithdraw, DateTimeOffset At);
}
