namespace Ballast.Application.Ports;

/// <summary>Where secrets come from: settings, user secrets or a vault. Never logged.</summary>
public interface ISecrets
{
    /// <summary>The secret, or null when there is none of that name.</summary>
    /// <exception cref="SecretsUnavailableException">It cannot be read now.</exception>
    ValueTask<string?> ReadAsync(string name, CancellationToken cancel = default);

    /// <summary>
    /// The same for a secret that was refused or did not fit: past what is kept in memory, as it may have been rotated. Seldom enough for
    /// anybody to ask it often.
    /// </summary>
    /// <exception cref="SecretsUnavailableException">It cannot be read now, and was not before.</exception>
    ValueTask<string?> ReadAgainAsync(string name, CancellationToken cancel = default);
}

/// <summary>Secrets cannot be read now: what needs one is refused for the moment, and may be tried again.</summary>
public sealed class SecretsUnavailableException : Exception
{
    public SecretsUnavailableException()
        : this("Secrets are unavailable.")
    {
    }

    public SecretsUnavailableException(string message)
        : base(message)
    {
    }

    public SecretsUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
