using System.Security.Cryptography;
using System.Text;
using Ballast.Venue.Matching;

namespace Ballast.VenueServer.Http;

/// <summary>Who may call: key, signature and time of a request (facts.md §4).</summary>
internal sealed class Gatekeeper(VenueServerOptions options)
{
    private const long UsualWindowMs = 5_000;
    private const long LongestWindowMs = 60_000;
    private const long FutureMs = 1_000;
    private static readonly Refusal BadKeyFormat = new(-2014, "API-key format invalid.");
    private static readonly Refusal WrongKey = new(-2015, "Invalid API-key, IP, or permissions for action.");
    private static readonly Refusal WrongSignature = new(-1022, "Signature for this request is not valid.");
    private static readonly Refusal OutsideWindow = new(-1021, "Timestamp for this request is outside of the recvWindow.");
    private static readonly Refusal AheadOfServer = new(-1021, "Timestamp for this request was 1000ms ahead of the server's time.");

    /// <summary>What does not depend on the time.</summary>
    /// <exception cref="ParameterException">A parameter of the signature is missing or malformed.</exception>
    public Refusal? Check(Access access, string? key, Parameters parameters, SignedPayload payload)
    {
        if (access == Access.Public)
        {
            return null;
        }

        if (string.IsNullOrEmpty(key))
        {
            return BadKeyFormat;
        }

        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(options.ApiKey)))
        {
            return WrongKey;
        }

        if (access == Access.Keyed)
        {
            return null;
        }

        parameters.MustWhole("timestamp");
        WindowOf(parameters);
        return payload.Signature is null ? throw ParameterException.Missing("signature")
            : payload.IsSignedWith(options.ApiSecret) ? null
            : WrongSignature;
    }

    /// <summary>-1021 for a request that is older than its window or more than a second ahead.</summary>
    public static Refusal? CheckTime(Parameters parameters, long nowMs)
    {
        var timestamp = parameters.MustWhole("timestamp");
        return timestamp >= nowMs + FutureMs ? AheadOfServer
            : nowMs - timestamp > WindowOf(parameters) ? OutsideWindow
            : null;
    }

    private static long WindowOf(Parameters parameters) => (parameters.Whole("recvWindow") ?? UsualWindowMs) is var window && window <= LongestWindowMs
        ? window
        : throw new ParameterException(-1131, "recvWindow must be less than 60000.");
}
