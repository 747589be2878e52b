using System.Diagnostics;
using System.Net;
using Azure.Core.Pipeline;
using Azure.Identity;
using Ballast.Application.Ports;
using Ballast.Cloud.Secrets;
using Ballast.Contracts;

namespace Ballast.Cloud.Tests;

/// <summary>The vault through the genuine client, over a transport of the test's.</summary>
public sealed class VaultSecretsTests : IDisposable
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(9);

    private readonly FakeVault _vault = new();
    private readonly HttpClientTransport _transport;
    private readonly ManualTimeProvider _time = new();
    private readonly VaultSecrets _secrets;

    public VaultSecretsTests()
    {
        _transport = new HttpClientTransport(_vault);
        _secrets = Open(new FakeVault.Identity());
    }

    public void Dispose()
    {
        _transport.Dispose();
        _vault.Dispose();
    }

    [Fact]
    public async Task A_secret_is_read_once_and_kept_for_minutes()
    {
        Assert.Equal("one", await _secrets.ReadAsync("Binance__ApiKey"));
        _time.Advance(TimeSpan.FromMinutes(4.9));
        Assert.Equal("one", await _secrets.ReadAsync("Binance__ApiKey"));
        Assert.Equal(["Binance--ApiKey"], _vault.Asked);
    }

    [Fact]
    public async Task A_rotated_secret_is_taken_up_when_what_was_kept_is_old()
    {
        await _secrets.ReadAsync("a");
        _vault.Answer = _ => FakeVault.Value("two");
        Assert.Equal("one", await _secrets.ReadAsync("a"));
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("two", await _secrets.ReadAsync("a"));
    }

    [Fact]
    public async Task One_that_does_not_fit_is_read_again_soon_but_not_at_once()
    {
        await _secrets.ReadAsync("a");
        _vault.Answer = _ => FakeVault.Value("two");
        Assert.Equal("one", await _secrets.ReadAgainAsync("a"));
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal("two", await _secrets.ReadAgainAsync("a"));
        Assert.Equal("two", await _secrets.ReadAsync("a"));
    }

    [Fact]
    public async Task A_secret_that_is_not_there_is_none_and_not_asked_for_again()
    {
        _vault.Answer = _ => FakeVault.Error(HttpStatusCode.NotFound, "SecretNotFound", "A secret with (name/id) a was not found in this key vault.");
        Assert.Null(await _secrets.ReadAsync("a"));
        Assert.Null(await _secrets.ReadAsync("a"));
        Assert.Single(_vault.Asked);
    }

    [Theory]
    [InlineData("Strategy with spaces")]
    [InlineData("a/b")]
    [InlineData("ä")]
    public async Task A_name_that_no_secret_can_have_is_not_asked_for(string name)
    {
        Assert.Null(await _secrets.ReadAsync(name));
        Assert.Empty(_vault.Asked);
    }

    [Fact]
    public async Task A_disabled_secret_is_none()
    {
        _vault.Answer = _ => FakeVault.Error(HttpStatusCode.Forbidden, "Forbidden", "Operation get is not allowed on a disabled secret.", "SecretDisabled");
        Assert.Null(await _secrets.ReadAsync("a"));
    }

    [Fact]
    public async Task A_secret_counts_until_it_expires()
    {
        var expires = _time.GetUtcNow().AddMinutes(2);
        _vault.Answer = _ => FakeVault.Value("one", expires);
        Assert.Equal("one", await _secrets.ReadAsync("a"));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(await _secrets.ReadAsync("a"));
    }

    [Theory]
    [InlineData(403, "Forbidden", "ForbiddenByRbac")]
    [InlineData(403, "Forbidden", "ForbiddenByFirewall")]
    [InlineData(401, "Unauthorized", null)]
    public async Task A_refusal_names_the_role(int status, string code, string? inner)
    {
        _vault.Answer = _ => FakeVault.Error((HttpStatusCode)status, code, "Caller is not authorized to perform action on resource.", inner);
        var refused = await Assert.ThrowsAsync<SecretsUnavailableException>(async () => await _secrets.ReadAsync("a"));
        Assert.Contains("Key Vault Secrets User", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_secrets_are_unavailable()
    {
        var secrets = Open(new FakeVault.Identity(new CredentialUnavailableException("No identity here.")));
        var failed = await Assert.ThrowsAsync<SecretsUnavailableException>(async () => await secrets.ReadAsync("a"));
        Assert.Contains("No token", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, "30")]
    [InlineData(503, "30")]
    [InlineData(500, null)]
    public async Task A_vault_that_is_busy_is_unavailable_in_time(int status, string? retryAfter)
    {
        (_vault.Answer, _vault.RetryAfter) = (_ => FakeVault.Error((HttpStatusCode)status, "Throttled", "Try later."), retryAfter);
        await UnavailableAsync();
    }

    [Fact]
    public async Task A_vault_that_is_silent_is_unavailable_in_time()
    {
        _vault.IsSilent = true;
        await UnavailableAsync();
    }

    [Fact]
    public async Task While_the_vault_does_not_answer_what_was_last_read_stays_in_force()
    {
        await _secrets.ReadAsync("a");
        (_vault.Answer, _vault.RetryAfter) = (_ => FakeVault.Error(HttpStatusCode.TooManyRequests, "Throttled", "Try later."), "30");
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("one", await _secrets.ReadAsync("a"));
        var asked = _vault.Asked.Count;
        Assert.Equal("one", await _secrets.ReadAsync("a"));
        Assert.Equal(asked, _vault.Asked.Count);

        (_vault.Answer, _vault.RetryAfter) = (_ => FakeVault.Value("two"), null);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("two", await _secrets.ReadAsync("a"));
    }

    [Fact]
    public async Task Whoever_gives_up_while_waiting_is_told_so()
    {
        _vault.IsSilent = true;
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _secrets.ReadAsync("a", soon.Token));
    }

    private async Task UnavailableAsync()
    {
        var from = Stopwatch.GetTimestamp();
        await Assert.ThrowsAsync<SecretsUnavailableException>(async () => await _secrets.ReadAsync("a"));
        Assert.True(Stopwatch.GetElapsedTime(from) < Within, $"{Stopwatch.GetElapsedTime(from)}");
    }

    private VaultSecrets Open(FakeVault.Identity identity) => new(new Uri(FakeVault.Address), identity, _time, _transport);
}
