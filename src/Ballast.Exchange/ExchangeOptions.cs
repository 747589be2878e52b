namespace Ballast.Exchange;

/// <summary>Which exchange is called, as whom, and how long an answer is waited for.</summary>
public sealed record ExchangeOptions
{
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    /// <summary>Default: play money.</summary>
    public VenueEnvironment Environment { get; init; } = VenueEnvironment.Demo;

    /// <summary>The base address, for <see cref="VenueEnvironment.Custom"/> only; https, or http on this machine.</summary>
    public Uri? Address { get; init; }

    /// <summary>
    /// The key pair, asked for before each signed request, so a rotated one counts from the next request on; the callback caches. Null: there is none (-2014).
    /// When it throws, the last pair goes on.
    /// </summary>
    public required Func<CancellationToken, ValueTask<ApiKey?>> ReadKey { get; init; }

    /// <summary>
    /// The key pair past any cache, asked for when the exchange has refused the last one (-1022, -2014, -2015, -2017): a pair that differs makes the request once
    /// more, as a refused one did nothing. Default null: a rotated pair counts when <see cref="ReadKey"/> gives it.
    /// </summary>
    public Func<CancellationToken, ValueTask<ApiKey?>>? ReadKeyAgain { get; init; }

    /// <summary>How long an answer is waited for, 1 to 20 s. Default 5 s: what the exchange has not begun within <see cref="ReceiveWindow"/> it refuses.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>recvWindow of signed requests, 1 to 5 s, default 5 s (facts.md §4: keep it at 5 s or less).</summary>
    public TimeSpan ReceiveWindow { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether the key's own permissions are read (GET /sapi/v1/account/apiRestrictions) to know whether it may withdraw. Default null: for <see cref="VenueEnvironment.Live"/>
    /// alone, as the others have neither that endpoint nor anything to withdraw.
    /// </summary>
    public bool? ReadsPermissions { get; init; }

    internal bool MustReadPermissions => ReadsPermissions ?? Environment == VenueEnvironment.Live;

    /// <summary>Names setting, value and range of the first option that is out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(ReadKey);
        Check(nameof(Environment), Environment, Enum.IsDefined(Environment), "Demo, Live or Custom");
        Check(nameof(Address), Address, (Environment == VenueEnvironment.Custom) == (Address is not null), "given for Custom, and only then");
        Check(nameof(Address), Address, Address is null || (Address.IsAbsoluteUri && (Address.Scheme == Uri.UriSchemeHttps || (Address.Scheme == Uri.UriSchemeHttp && Address.IsLoopback))), "https, or http on this machine");
        Check(nameof(RequestTimeout), RequestTimeout, RequestTimeout >= OneSecond && RequestTimeout <= 20 * OneSecond, "1 to 20 s");
        Check(nameof(ReceiveWindow), ReceiveWindow, ReceiveWindow >= OneSecond && ReceiveWindow <= 5 * OneSecond, "1 to 5 s");
    }

    private static void Check<T>(string setting, T value, bool holds, string range)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(setting, value, $"{setting} must be {range}.");
        }
    }
}
