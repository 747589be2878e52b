using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Ballast.Application.Ports;
using Ballast.Core.Positions;
using CryptoExchange.Net.Objects;

namespace Ballast.Exchange.Calls;

/// <summary>
/// What a failed request means, by the HTTP status and the numeric code alone: the library names many codes unknown. A no is a no only when the exchange
/// itself has said it; whatever else a changing request ends in is Unknown. Source: facts.md §4, <see cref="VenueCodes"/>.
/// </summary>
internal static class Verdict
{
    private const int TooManyRequests = -1003;

    public static VenueReply<T> Of<T>(HttpStatusCode? status, HttpResponseHeaders? headers, Error error, CallKind kind, DateTimeOffset now)
    {
        var text = error.Message ?? error.ErrorDescription ?? error.GetType().Name;
        int? code = error.Code is < 0 and { } own ? own : null;
        return (int?)status switch
        {
            418 => new VenueReply<T>.Rejected(TooManyRequests, text) { RetryAfter = RetryAfter(headers, now), IsBan = true },
            429 => new VenueReply<T>.Rejected(RefusalCode.Of(headers) is < 0 and { } told ? told : TooManyRequests, text) { RetryAfter = RetryAfter(headers, now) },
            null => new VenueReply<T>.Unknown(text),
            < 300 => new VenueReply<T>.Unknown($"An answer that cannot be read: {text}"),
            >= 500 and { } failed => code is { } why && VenueCodes.Of(why).Meaning.ProvesNotExecuted ? No<T>(why, text, headers, now) : new VenueReply<T>.Unknown(Told(failed, code, text)),
            { } refused => Refused<T>(refused, code, text, headers, kind, now),
        };
    }

    private static VenueReply<T> Refused<T>(int status, int? code, string text, HttpResponseHeaders? headers, CallKind kind, DateTimeOffset now)
    {
        // Without a code of the exchange somebody before it has answered.
        var meaning = VenueCodes.Of(code ?? status).Meaning;
        var isUnclear = meaning == VenueMeaning.OutcomeUnknown || (code is null && kind == CallKind.Changing && !meaning.ProvesNotExecuted);
        return isUnclear ? new VenueReply<T>.Unknown(Told(status, code, text)) : No<T>(code ?? status, text, headers, now);
    }

    private static VenueReply<T>.Rejected No<T>(int code, string text, HttpResponseHeaders? headers, DateTimeOffset now) =>
        new(code, text) { RetryAfter = code == TooManyRequests ? RetryAfter(headers, now) : null };

    private static string Told(int status, int? code, string text) => string.Create(CultureInfo.InvariantCulture, $"HTTP {status}, code {code}: {text}");

    private static TimeSpan? RetryAfter(HttpResponseHeaders? headers, DateTimeOffset now) => headers?.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } at } => at > now ? at - now : TimeSpan.Zero,
        _ => null,
    };
}
