using Ballast.Application.Ports;
using Microsoft.Extensions.Configuration;

namespace Ballast.Functions.Composition;

/// <summary>Secrets from settings (environment, local.settings.json). <c>__</c> in a name is a level.</summary>
public sealed class SettingsSecrets(IConfiguration configuration) : ISecrets
{
    public ValueTask<string?> ReadAsync(string name, CancellationToken cancel = default)
    {
        var key = name.Replace("__", ":", StringComparison.Ordinal);
        return ValueTask.FromResult(configuration[key]);
    }

    public ValueTask<string?> ReadAgainAsync(string name, CancellationToken cancel = default) => ReadAsync(name, cancel);
}
