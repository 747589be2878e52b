namespace Ballast.Cli.Tests;

/// <summary>Wrong inputs of <c>size</c> and <c>leverage</c>: exit code 2 and one sentence that says what is allowed.</summary>
public sealed class SizeUsageTests
{
    [Theory]
    [InlineData("size --price 100 --atr 1", "The option --balance (or --equity) is missing; allowed: a number from 0 to 1000000000000.")]
    [InlineData("size --balance 100", "The option --price is missing")]
    [InlineData("size --balance 100 --price 100", "The option --atr (or --stop, or --volatility) is missing")]
    [InlineData("size --balance -1 --price 100 --atr 1", "The value of --balance is '-1'; allowed: a number from 0 to 1000000000000.")]
    [InlineData("size --balance 1e3 --price 100 --atr 1", "The value of --balance is '1e3'")]
    [InlineData("size --balance 100 --price 0 --atr 1", "The value of --price is '0'; allowed: a number above 0, at most 1000000000.")]
    [InlineData("size --balance 100 --price 100 --atr 1 --confidence 1.7", "The value of --confidence is '1.7'; allowed: a number from 0 to 1.")]
    [InlineData("size --balance 100 --price 100 --atr 1 --strength 6", "The value of --strength is '6'; allowed: a whole number from 1 to 5.")]
    [InlineData("size --balance 100 --price 100 --atr 1 --model kelly", "The value of --model is 'kelly'; allowed: atr-risk, tier, progressive, fixed.")]
    [InlineData("size --balance 100 --price 100 --atr 1 --preset bold", "The value of --preset is 'bold'; allowed: default, recommended, wide, confidence-ladder.")]
    [InlineData("size --balance 100 --price 100 --atr 1 --risk-level HIGH", "The value of --risk-level is 'HIGH'; allowed: SAFE, WARNING, CRITICAL.")]
    [InlineData("size --balance 100 --price 100 --atr 1 --rounding up", "The value of --rounding is 'up'; allowed: truncate, nearest.")]
    [InlineData("size --balance 100 --price 100 --stop 101", "The value of --stop is '101'; allowed: a price below --price 100 for a long position.")]
    [InlineData("size --balance 100 --price 100 --stop 99 --side short", "The value of --stop is '99'; allowed: a price above --price 100 for a short position.")]
    [InlineData("size --balance 100 --price 100 --atr 1 --vix CALM", "--vix needs --caps.")]
    [InlineData("size --balance 100 --market synthetic", "--market needs --all-symbols.")]
    [InlineData("size --balance 100 --all-symbols --price 3", "--price does not go with --all-symbols: prices come from the market.")]
    [InlineData("size --balance 100 --all-symbols --market nowhere:x", "--market: ")]
    [InlineData("size --balance 100 --price 100 --atr 1 --leverage 5 --leverage-model rules", "--leverage is the fixed engine's")]
    [InlineData("size --balance 100 --price 100 --atr 1 --win-rate 0.12345", "The value of --win-rate is '0.12345'; allowed: a number from 0 to 1 with at most four digits behind the point.")]
    [InlineData("size --balance 100 --price 100 --atr 1 --leverage-factors luck", "The value of --leverage-factors is 'luck'")]
    [InlineData("size --balance 100 --price 100 --atr 1 --symbol B/T", "The value of --symbol is 'B/T'; allowed: a perpetual such as BTCUSDT.")]
    [InlineData("size --balance 100 --price", "The option --price has no value")]
    [InlineData("size --balance 100 --price 100 --atr 1 --luck 3", "'--luck' is no option here")]
    [InlineData("size --balance 100 --price 1000000000 --atr 0.0000000000000000000000000001", "The stop lies 0.0000000000000000000000000002 from --price 1000000000 (1.5 × --atr); allowed: at least a millionth of the price")]
    [InlineData("size --balance 100 --price 100 --atr 66.7", "The stop lies 100.05 from --price 100")]
    [InlineData("size --balance 100 --price 100 --atr 30 --set Entry__StopAtrs=4", "The stop lies 120 from --price 100 (4 × --atr)")]
    [InlineData("size --balance 100 --price 100 --atr 1 --abnormal 1x", "--abnormal needs --caps.")]
    [InlineData("size --balance 100 --price 100 --atr 1 --symbol BTC", "The value of --symbol is 'BTC'; allowed: a perpetual such as BTCUSDT.")]
    [InlineData("size --balance 100 --preset wide --set RM_PRESET=default", "The setting RM_PRESET is given more than once.")]
    [InlineData("size --balance 100 --set RM_MAX_LEVERAGE=3 --set RM_MAX_LEVERAGE=4", "The setting RM_MAX_LEVERAGE is given more than once.")]
    [InlineData("leverage --confidence 0.9", "The option --balance (or --equity) is missing")]
    [InlineData("leverage --model learned --balance 100", "The value of --model is 'learned'; allowed: tier, rules, fixed.")]
    [InlineData("leverage --balance 100 --caps", "The option --price is missing")]
    public async Task Wrong_usage_is_one_sentence(string line, string sentence) => await RefusedAsync(line.Split(' '), sentence);

    [Fact]
    public async Task An_empty_value_is_wrong_too()
    {
        await RefusedAsync(["leverage", "--balance", "100", "--leverage-factors", ""], "The value of --leverage-factors is ''");
        await RefusedAsync(["size", "--model", "tier", "--balance", "100", "--settings", ""], "The value of --settings is ''; allowed: the name of a file");
        await RefusedAsync(["size", "--balance", "", "--price", "1", "--atr", "1"], "The value of --balance is ''");
    }

    private static async Task RefusedAsync(string[] words, string sentence)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await BallastCli.RunAsync(words, output, error, default);

        Assert.Equal((2, ""), (exit, output.ToString()));
        Assert.StartsWith(sentence, error.ToString(), StringComparison.Ordinal);
        Assert.Single(error.ToString().TrimEnd().Split('\n'));
    }
}
