using System.Security.Cryptography;
using System.Text;
using Ballast.Application.Ports;

namespace Ballast.Application.UseCases;

/// <summary>
/// Compares an alert's secret with the configured one in constant time. A strategy with a secret of its own takes only that one.
/// Empty, missing or the sample's value configured: nothing is right. One that does not fit is read anew, so that a rotated secret counts
/// at once.
/// </summary>
public sealed class WebhookSecrets(ISecrets secrets)
{
    /// <summary>The value in the sample settings; it never authenticates.</summary>
    public const string Sample = "replace-with-a-long-random-secret";

    public async ValueTask<bool> IsRightAsync(string? strategy, string? given, CancellationToken cancel = default) =>
        IsEqual(await ExpectedAsync(strategy, secrets.ReadAsync, cancel), given) || IsEqual(await ExpectedAsync(strategy, secrets.ReadAgainAsync, cancel), given);

    /// <summary>True when a usable secret is configured.</summary>
    public async ValueTask<bool> IsConfiguredAsync(CancellationToken cancel = default) =>
        await secrets.ReadAsync("WebhookSecret", cancel) is { } secret && secret.Trim().Length > 0 && secret != Sample;

    private static async ValueTask<string> ExpectedAsync(string? strategy, Func<string, CancellationToken, ValueTask<string?>> read, CancellationToken cancel)
    {
        var own = string.IsNullOrWhiteSpace(strategy) ? null : await read($"WebhookSecret__{strategy.Trim()}", cancel);
        return own ?? await read("WebhookSecret", cancel) ?? "";
    }

    private static bool IsEqual(string expected, string? given)
    {
        var isUsable = expected.Trim().Length > 0 && expected != Sample;

        // Both sides are hashed, so that neither length nor a common beginning shows in the time taken.
        Span<byte> left = stackalloc byte[32];
        Span<byte> right = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(expected), left);
        SHA256.HashData(Encoding.UTF8.GetBytes(given ?? ""), right);
        return CryptographicOperations.FixedTimeEquals(left, right) & isUsable;
    }
}
