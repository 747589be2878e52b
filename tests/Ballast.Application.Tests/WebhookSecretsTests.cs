using Ballast.Application.Ports;
using Ballast.Application.UseCases;

namespace Ballast.Application.Tests;

/// <summary>Which secret an alert must bear, and how a rotated one counts.</summary>
public sealed class WebhookSecretsTests
{
    private readonly Vault _vault = new();

    [Theory]
    [InlineData(null, "common", true)]
    [InlineData("trend", "common", true)]
    [InlineData("own", "common", false)]
    [InlineData("own", "mine", true)]
    [InlineData(" own ", "mine", true)]
    [InlineData("trend", "mine", false)]
    [InlineData(null, "", false)]
    [InlineData(null, null, false)]
    [InlineData(null, "commo", false)]
    [InlineData(null, "common ", false)]
    public async Task A_strategy_with_a_secret_of_its_own_takes_only_that_one(string? strategy, string? given, bool isRight)
    {
        _vault.Set("WebhookSecret", "common");
        _vault.Set("WebhookSecret__own", "mine");
        Assert.Equal(isRight, await new WebhookSecrets(_vault).IsRightAsync(strategy, given));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(WebhookSecrets.Sample)]
    public async Task What_is_no_secret_lets_nobody_in(string configured)
    {
        _vault.Set("WebhookSecret", configured);
        Assert.False(await new WebhookSecrets(_vault).IsRightAsync(null, configured));
        Assert.False(await new WebhookSecrets(_vault).IsConfiguredAsync());
    }

    [Fact]
    public async Task A_rotated_secret_counts_at_once_and_the_old_one_until_it_is_read_anew()
    {
        _vault.Set("WebhookSecret", "old");
        var secrets = new WebhookSecrets(_vault);
        Assert.True(await secrets.IsRightAsync(null, "old"));
        _vault.Rotate("WebhookSecret", "new");

        Assert.True(await secrets.IsRightAsync(null, "old"));
        Assert.True(await secrets.IsRightAsync(null, "new"));
        Assert.False(await secrets.IsRightAsync(null, "old"));
        Assert.False(await secrets.IsRightAsync(null, "other"));
    }

    [Fact]
    public async Task A_strategy_that_gets_a_secret_of_its_own_takes_it_at_once()
    {
        _vault.Set("WebhookSecret", "common");
        var secrets = new WebhookSecrets(_vault);
        Assert.True(await secrets.IsRightAsync("own", "common"));
        _vault.Rotate("WebhookSecret__own", "mine");

        Assert.True(await secrets.IsRightAsync("own", "mine"));
        Assert.False(await secrets.IsRightAsync("own", "common"));
    }

    /// <summary>Keeps what was read until it is doubted.</summary>
    private sealed class Vault : ISecrets
    {
        private readonly Dictionary<string, string> _stored = [];
        private readonly Dictionary<string, string> _kept = [];

        public void Set(string name, string value) => _stored[name] = _kept[name] = value;

        public void Rotate(string name, string value) => _stored[name] = value;

        public ValueTask<string?> ReadAsync(string name, CancellationToken cancel = default) => ValueTask.FromResult(_kept.GetValueOrDefault(name));

        public ValueTask<string?> ReadAgainAsync(string name, CancellationToken cancel = default)
        {
            if (_stored.TryGetValue(name, out var value))
            {
                _kept[name] = value;
            }

            return ReadAsync(name, cancel);
        }
    }
}
