namespace Ballast.Application.Ports;

/// <summary>Where secrets come from: settings, user secrets or a vault. Never logged.</summary>
public interface ISecrets
{
    /// <summary>The secret, or null when there is none of that name.</summary>
    ValueTask<string?> ReadAsync(string name, CancellationToken cancel = default);
}
