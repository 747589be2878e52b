using Ballast.Application.Ports;
using Ballast.Core.Positions;
using Ballast.Exchange.Mapping;
using Binance.Net.Interfaces.Clients;
using CryptoExchange.Net.Objects;

namespace Ballast.Exchange.Calls;

/// <summary>Makes one request and says what came of it. It throws for nothing but a cancelled reading.</summary>
internal sealed class VenueCalls(ClientSource clients, VenueClock clock, TimeProvider time)
{
    /// <summary>The code of an order that our own side did not send, with a text that begins "not sent:" (docs/execution.md, Limits).</summary>
    private const int NotSentCode = -1003;

    private const int NoKeyCode = -2014;

    /// <param name="call">One method of the library; it is called once, and once more only where a key was refused that has been rotated.</param>
    /// <param name="read">Makes our value of the library's; throws <see cref="InvalidDataException"/> when it lacks what an answer must have.</param>
    public async ValueTask<VenueReply<TOut>> AskAsync<TIn, TOut>(
        CallKind kind,
        Func<IBinanceRestClient, CancellationToken, Task<HttpResult<TIn>>> call,
        Func<TIn, TOut> read,
        CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        IBinanceRestClient? client;
        try
        {
            client = kind == CallKind.Public ? clients.Public : await clients.SignedAsync(cancel);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            return new VenueReply<TOut>.Rejected(NotSentCode, $"not sent: the API key cannot be read ({failure.GetType().Name}).") { RetryAfter = TimeSpan.FromSeconds(1) };
        }

        if (client is null)
        {
            return new VenueReply<TOut>.Rejected(NoKeyCode, "not sent: there is no API key.");
        }

        if (kind != CallKind.Public && !clock.IsRead)
        {
            // Best effort: with a clock that is right the request passes anyway, with one that is wrong it is refused by -1021.
            await ServerTimeAsync(cancel);
        }

        var stop = kind == CallKind.Changing ? CancellationToken.None : cancel;
        try
        {
            var result = await call(client, stop);
            if (!result.Success && kind != CallKind.Public && IsKeyRefused(result.Error) && await clients.SignedAgainAsync(client, stop) is { } rotated)
            {
                result = await call(rotated, stop);
            }

            if (result.Success)
            {
                return result.Data is null ? new VenueReply<TOut>.Unknown("An empty answer.") : new VenueReply<TOut>.Accepted(read(result.Data));
            }

            if (kind != CallKind.Changing)
            {
                cancel.ThrowIfCancellationRequested();
            }

            return Verdict.Of<TOut>(result.ResponseStatusCode, result.ResponseHeaders, result.Error, kind, time.GetUtcNow());
        }
        catch (Exception failure) when (kind == CallKind.Changing || !cancel.IsCancellationRequested)
        {
            // The library throws for answers that it does not expect, such as a body that breaks off.
            return new VenueReply<TOut>.Unknown($"{failure.GetType().Name}: {failure.Message}");
        }
    }

    private static bool IsKeyRefused(Error? error) => error?.Code is < 0 and { } code && VenueCodes.Of(code).Meaning == VenueMeaning.KeyRefused;

    /// <summary>Reads the exchange's clock, and signs by it from then on.</summary>
    public async ValueTask<VenueReply<DateTimeOffset>> ServerTimeAsync(CancellationToken cancel)
    {
        var sentAt = time.GetUtcNow();
        var reply = await AskAsync(CallKind.Public, (client, stop) => client.UsdFuturesApi.ExchangeData.GetServerTimeAsync(ct: stop), Words.MustTime, cancel);
        if (reply is VenueReply<DateTimeOffset>.Accepted told)
        {
            clock.Set(told.Value, sentAt, time.GetUtcNow(), clients.Public);
        }

        return reply;
    }
}
