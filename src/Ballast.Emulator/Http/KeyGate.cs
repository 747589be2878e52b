using System.Net;

namespace Ballast.Emulator.Http;

/// <summary>Decides whether a request may call a function: by its key, or, at level Function, by coming from this machine.</summary>
internal sealed class KeyGate(HostKeys keys)
{
    private static readonly string[] s_forwarding = ["X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via"];

    public bool Admits(AuthorizationLevel level, HttpContext context) => level switch
    {
        AuthorizationLevel.Anonymous => true,
        AuthorizationLevel.Function => IsLocal(context) || (Key(context.Request) is { } key && keys.IsFunctionOrMaster(key)),
        _ => Key(context.Request) is { } key && keys.IsMaster(key),
    };

    private static string? Key(HttpRequest request)
    {
        string? key = request.Headers["x-functions-key"];
        if (string.IsNullOrEmpty(key) && request.QueryString.HasValue)
            key = request.Query["code"];
        return string.IsNullOrEmpty(key) ? null : key;
    }

    /// <summary>
    /// A proxy on this machine makes strangers look local, so any forwarding header disqualifies; and so does a foreign host name,
    /// by which a web page in a local browser could reach us (DNS rebinding).
    /// </summary>
    private static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && Array.TrueForAll(s_forwarding, name => !context.Request.Headers.ContainsKey(name))
        && IsLocalName(context.Request.Host.Host);

    private static bool IsLocalName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));
}
