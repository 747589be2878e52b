using System.Net;

namespace Ballast.VenueServer;

/// <summary>Where the venue's HTTP interface listens, and the one key pair that it knows.</summary>
public sealed record VenueServerOptions
{
    /// <summary>The documented key for local use.</summary>
    public const string LocalKey = "ballast-local-key";

    /// <summary>The documented secret for local use. It opens a simulated account and nothing else.</summary>
    public const string LocalSecret = "ballast-local-secret";

    /// <summary>0 to 65535; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Default: this machine only.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    public string ApiKey { get; init; } = LocalKey;

    public string ApiSecret { get; init; } = LocalSecret;

    /// <summary>Told of a failure that no rule of the venue explains; the caller of the request gets 500. Null: the failure goes to nobody but that caller.</summary>
    public Action<Exception>? OnFailure { get; init; }

    public bool IsLocalPair => ApiKey == LocalKey && ApiSecret == LocalSecret;
}
