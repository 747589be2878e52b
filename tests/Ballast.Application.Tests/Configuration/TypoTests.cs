using Ballast.Application.Configuration;

namespace Ballast.Application.Tests.Configuration;

/// <summary>No name that is meant for us is ever silently ignored, and no other program's is an error.</summary>
public sealed class TypoTests
{
    [Theory]
    [InlineData("RM_MAX_RISC_PCT", "RM_MAX_RISK_PCT")]
    [InlineData("rm_presett", "RM_PRESET")]
    [InlineData("Safety__MinBalnce", "Safety__MinBalance")]
    [InlineData("SAFETY__MINBALNCE", "Safety__MinBalance")]
    [InlineData("Safety__Tiers__MICR0__CoreRatio", "Safety__Tiers__MICRO__CoreRatio")]
    [InlineData("Caps__Reserves", "Caps__Reserve")]
    [InlineData("Caps_Reserve", "Caps__Reserve")]
    [InlineData("LeverageRounding", "Leverage__Rounding")]
    [InlineData("Leverage__Fixed__Cores", "Leverage__Fixed__Core")]
    [InlineData("Sizing__", "Sizing")]
    [InlineData("Exits__Lader", "Exits__Ladder")]
    [InlineData("Symbol__BTCUSDT__RM_MAX_LEVERGE", "Symbol__BTCUSDT__RM_MAX_LEVERAGE")]
    [InlineData("Environment__Development__Caps__Reserv", "Environment__Development__Caps__Reserve")]
    public void A_mistyped_name_stops_the_start_and_names_the_nearest(string name, string nearest) =>
        Assert.Equal($"Setting {name} is not known; did you mean {nearest}?", Settings.Wrong((name, "1")));

    [Fact]
    public void Every_group_has_its_prefix_watched() =>
        Assert.All(SettingCatalogue.All.Where(s => s.Name.Contains("__", StringComparison.Ordinal)).Select(s => s.Name.Split("__")[0]).Distinct(), group => Settings.Wrong(($"{group}__Nonsense", "1")));

    [Theory]
    [InlineData("Strategy____RM_MAX_LEVERAGE")]
    [InlineData("Strategy__ __RM_MAX_LEVERAGE")]
    [InlineData("Strategy__RM_MAX_LEVERAGE")]
    [InlineData("Symbol____Sizing")]
    [InlineData("Symbol__BTCUSDT__")]
    [InlineData("Account__Sizing")]
    [InlineData("Environment__Sizing")]
    public void A_scope_without_its_name_is_an_error(string name) =>
        Assert.Contains("a name is missing", Settings.Wrong((name, "1")), StringComparison.Ordinal);

    [Theory]
    [InlineData("Symbol__BTCUSDT__Strategy__a__Sizing")]
    [InlineData("Account__main__Symbol__BTCUSDT__Sizing")]
    [InlineData("Strategy__a__Environment__Production__Sizing")]
    public void Scopes_in_another_order_are_an_error(string name) =>
        Assert.Contains("in this order", Settings.Wrong((name, "tier")), StringComparison.Ordinal);

    [Fact]
    public void A_symbol_with_other_characters_is_an_error() =>
        Assert.Contains("is no symbol", Settings.Wrong(("Symbol__BTC/USDT__Sizing", "tier")), StringComparison.Ordinal);

    [Fact]
    public void Other_programs_variables_are_left_alone() =>
        Settings.Right(("PATH", "x"), ("HOME", "x"), ("ENVIRONMENT", "prod"), ("SYMBOL", "x"), ("STRATEGY", "x"), ("Account", "main"), ("Symbols", "BTCUSDT"), ("SIZE", "1"), ("POLICY", "1"), ("ENTRY", "1"), ("RM", "1"), ("DOTNET_ENVIRONMENT", "Production"), ("WebhookSecret__Safety", "x"), ("Host__Port", "1"));

    [Fact]
    public void An_override_of_a_symbol_that_is_not_traded_is_an_error()
    {
        var bound = Settings.Bind(("Symbol__DOGEUSDT__Sizing", "tier"), ("Symbol__btcusdt__Sizing", "tier"));

        Assert.Equal("Setting Symbol__DOGEUSDT__Sizing: DOGEUSDT is not traded by the account; allowed: BTCUSDT, ETHUSDT.", Assert.Single(bound.Untraded([Settings.Btc, Settings.Eth])));
    }
}
