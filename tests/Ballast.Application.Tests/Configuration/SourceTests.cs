using Ballast.Application.Configuration;

namespace Ballast.Application.Tests.Configuration;

/// <summary>Settings without a configuration library.</summary>
public sealed class SourceTests
{
    [Fact]
    public void Values_of_the_settings_file_are_read()
    {
        var values = LocalSettingsFile.Parse("""{ /* ours */ "IsEncrypted": false, "Values": { "RM_MAX_LEVERAGE": 5, "Caps:Reserve": "0.1", "A": true, }, }""");

        Assert.Equal(["5", "0.1", "true"], [values["RM_MAX_LEVERAGE"], values["Caps:Reserve"], values["a"].ToLowerInvariant()]);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "Values": [] }""")]
    [InlineData("""{ "Values": { "x": { "secret": "very-secret" } } }""")]
    [InlineData("""{ "Values": { "x": "very-secret" """)]
    public void A_wrong_file_is_told_without_quoting_it(string text) =>
        Assert.DoesNotContain("very-secret", Assert.Throws<FormatException>(() => LocalSettingsFile.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_later_source_wins_and_names_compare_in_any_case()
    {
        var source = new SettingsDictionary().Add(LocalSettingsFile.Parse("""{ "Values": { "Caps:Reserve": "0.1" } }"""), LocalSettingsFile.Name).Add("CAPS__RESERVE", "0.3", SettingsDictionary.EnvironmentVariable);

        Assert.Equal("0.3", source.Read("caps__reserve"));
        Assert.Equal(new ConfiguredName("CAPS__RESERVE", "environment variable"), Assert.Single(source.Names));
    }
}
