using System.Collections.Concurrent;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Ballast.Application.Ports;

namespace Ballast.Cloud.Secrets;

/// <summary>
/// <see cref="ISecrets"/> on Azure Key Vault. A name's <c>__</c> is <c>--</c> there. What was read is kept for some minutes, so that a new
/// version is taken up without a restart; while the vault does not answer, what was last read stays in force. A secret that is expired or
/// disabled counts as none. Never logged. Source: facts.md §6.
/// </summary>
public sealed class VaultSecrets : ISecrets
{
    // One that does not fit is read again this much later at the earliest, whoever asks and however often.
    private static readonly TimeSpan KeepDoubted = TimeSpan.FromSeconds(15);

    // Anybody may name a strategy in an alert: what is not there is forgotten beyond this.
    private const int MostNames = 1_000;

    // Also for names that are not there: every alert of a strategy without a secret of its own asks for one.
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AgainAfterFailure = TimeSpan.FromSeconds(30);

    // All tries together: the SDK waits as long as a throttled vault tells it to, and an alert waits for its secret.
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(6);

    private readonly SecretClient _client;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, Reading> _read = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="vault">Such as <c>https://name.vault.azure.net/</c>.</param>
    /// <param name="credential">Needs the role Key Vault Secrets User.</param>
    public VaultSecrets(Uri vault, TokenCredential credential, TimeProvider time)
        : this(vault, credential, time, transport: null)
    {
    }

    /// <param name="transport">What carries the requests; null: the SDK's own.</param>
    internal VaultSecrets(Uri vault, TokenCredential credential, TimeProvider time, HttpPipelineTransport? transport)
    {
        var options = new SecretClientOptions();
        options.Transport = transport ?? options.Transport;
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(100);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(2);
        (_client, _time) = (new SecretClient(vault, credential, options), time);
    }

    /// <inheritdoc/>
    /// <exception cref="SecretsUnavailableException">The vault does not answer, or refuses us, and nothing was read before.</exception>
    public ValueTask<string?> ReadAsync(string name, CancellationToken cancel = default) => ReadAsync(name, isDoubted: false, cancel);

    /// <inheritdoc/>
    public ValueTask<string?> ReadAgainAsync(string name, CancellationToken cancel = default) => ReadAsync(name, isDoubted: true, cancel);

    private async ValueTask<string?> ReadAsync(string name, bool isDoubted, CancellationToken cancel)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var now = _time.GetUtcNow();
        if (_read.TryGetValue(name, out var known) && now < (isDoubted ? known.DoubtedUntil : known.Until))
        {
            return known.Usable(now);
        }

        try
        {
            var fresh = await FetchAsync(name, now, cancel);
            Forget();
            _read[name] = fresh;
            return fresh.Usable(now);
        }
        catch (SecretsUnavailableException) when (known is not null)
        {
            _read[name] = known with { At = now, Keep = AgainAfterFailure };
            return known.Usable(now);
        }
    }

    private void Forget()
    {
        if (_read.Count < MostNames)
        {
            return;
        }

        foreach (var (name, _) in _read.Where(r => r.Value.Value is null))
        {
            _read.TryRemove(name, out _);
        }
    }

    private async Task<Reading> FetchAsync(string name, DateTimeOffset now, CancellationToken cancel)
    {
        var stored = name.Replace("__", "--", StringComparison.Ordinal);
        if (!stored.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') || stored.Length > 127)
        {
            // No secret can have such a name; an alert may name any strategy.
            return new Reading(null, null, now);
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        end.CancelAfter(EndWithin);
        try
        {
            KeyVaultSecret secret = await _client.GetSecretAsync(stored, cancellationToken: end.Token);
            return new Reading(secret.Properties.Enabled == false ? null : secret.Value, secret.Properties.ExpiresOn, now);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return new Reading(null, null, now);
        }
        catch (RequestFailedException disabled) when (disabled.Status == 403 && disabled.Message.Contains("disabled", StringComparison.OrdinalIgnoreCase))
        {
            return new Reading(null, null, now);
        }
        catch (RequestFailedException refused) when (refused.Status is 401 or 403)
        {
            throw new SecretsUnavailableException($"Key Vault refuses us ({refused.Status} {refused.ErrorCode}): the identity needs the role Key Vault Secrets User on the vault, and the network rules must let it in.", refused);
        }
        catch (AuthenticationFailedException failed)
        {
            throw new SecretsUnavailableException($"No token for Key Vault: {failed.Message}", failed);
        }
        catch (Exception failed) when (failed is RequestFailedException or AggregateException or OperationCanceledException or IOException && !cancel.IsCancellationRequested)
        {
            throw new SecretsUnavailableException($"Key Vault does not answer: {failed.Message}", failed);
        }
    }

    private sealed record Reading(string? Value, DateTimeOffset? ExpiresOn, DateTimeOffset At)
    {
        public TimeSpan Keep { get; init; } = VaultSecrets.Keep;

        public DateTimeOffset Until => At + Keep;

        public DateTimeOffset DoubtedUntil => At + (Keep < KeepDoubted ? Keep : KeepDoubted);

        public string? Usable(DateTimeOffset now) => ExpiresOn <= now ? null : Value;
    }
}
