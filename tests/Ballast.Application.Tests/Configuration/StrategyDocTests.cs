using System.Text.RegularExpressions;
using Ballast.Application.Configuration;
using Ballast.Contracts;
using Ballast.Core.Decisions;
using Ballast.Core.Regimes;
using Ballast.Core.Sizing;
using static Ballast.Application.Tests.Configuration.StrategyDoc;

namespace Ballast.Application.Tests.Configuration;

/// <summary>docs/strategy.md says what the code has. BALLAST_DOCS=write writes its tables of settings anew; a person looks at them.</summary>
public sealed partial class StrategyDocTests
{
    /// <summary>What other classes read: the deployment and the runtime.</summary>
    private static readonly string[] OfTheDeployment =
        ["Account", "Symbols", "TradingMode", "LiveConfirmed", "Market__Source", "Paper__Balance", "Paper__Limits", "Journal__Folder", "Record__Folder", "WebhookSecret", "Notify__WebhookUrl", "Notify__Format", "Notify__TelegramChat", "Notify__Level", "News__FeedUrl", "News__File", "Host__Port", "Host__MasterKey", "Host__FunctionKey", "AzureWebJobsStorage", "ServiceBusConnection", "FUNCTIONS_WORKER_RUNTIME", "AZURE_FUNCTIONS_ENVIRONMENT", "DOTNET_ENVIRONMENT"];

    private static readonly TradingOptions Defaults = SettingCatalogue.Defaults;

    [Fact]
    public void Every_setting_stands_in_its_table_with_the_code_s_default_and_range()
    {
        if (Environment.GetEnvironmentVariable("BALLAST_DOCS") == "write")
        {
            File.WriteAllText(FileName, Refreshed(Text));
        }

        Assert.True(Text == Refreshed(Text), "docs/strategy.md is behind the catalogue: run with BALLAST_DOCS=write and look at the change.");
        Assert.All(SettingCatalogue.All, s => Assert.Equal(1, Text.Split('\n').Count(l => l.StartsWith($"| `{s.Name}` |", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("docs/strategy.md")]
    [InlineData("README.md")]
    [InlineData("local.settings.sample.json")]
    public void No_page_names_a_setting_that_does_not_exist(string page)
    {
        foreach (var name in Mentioned().Matches(Repository.Read(page)).Select(m => m.Groups["name"].Value).Where(n => !n.EndsWith("__", StringComparison.Ordinal) && n != "RM_"))
        {
            var plain = ScopePrefix().Replace(name, "");
            Assert.True(SettingCatalogue.Find(plain) is not null || OfTheDeployment.Contains(plain) || plain.StartsWith("WebhookSecret__", StringComparison.Ordinal), $"{page} names {name}.");
        }
    }

    [Fact]
    public void The_table_of_tiers_is_the_code_s() =>
        Assert.All(BalanceTier.Defaults, t => Says($"| {t.Name} | {t.From:0} | {Percent(t.CoreRatio)} / {Percent(t.AltRatio)} | {t.CoreMaxLeverage} / {t.AltMaxLeverage} | {Number(t.MinPosition)} | {t.MaxTradesPerDay} | {Percent(t.MaxDailyLoss)} | {t.MaxConsecutiveLosses} |"));

    [Theory]
    [InlineData("default")]
    [InlineData("recommended")]
    [InlineData("wide")]
    [InlineData("confidence-ladder")]
    public void The_table_of_presets_is_the_code_s(string name)
    {
        var preset = AtrRiskOptions.Preset(name)!;
        var steps = preset.Ladder.SkipLast(1).Where(r => r.Factor != 1).Select(r => $"≥{Fixed(r.From)} {Number(r.Factor)}").Append($"<{Fixed(preset.Ladder[^2].From)} {Number(preset.Ladder[^1].Factor)}");

        Says($"| {name} | {Percent(preset.RiskPerTrade)} | {Number(preset.MinRisk * 100)}–{Percent(preset.MaxRisk)} | {Number(preset.MinPosition)}–{Number(preset.MaxPosition)} | {string.Join(" · ", steps)} |");
    }

    [Fact]
    public void The_table_of_profiles_is_the_code_s() =>
        Assert.All(Defaults.Sizing.Progressive.Profiles, p => Says($"| {p.Name} | {Number(p.From)}–{Number(p.To)} | {Number(p.MinSize)} → {Number(p.MaxSize)} |"));

    [Fact]
    public void The_ladders_are_the_code_s()
    {
        Says($"× confidence ({Ladder(Defaults.Sizing.Tier.Confidence, "from")})");
        Says($"({Ladder(Defaults.Sizing.Tier.Performance, "from")}; {Fixed(Defaults.Sizing.Tier.UnprovenWinRate)} under {Defaults.Sizing.Tier.MinSample} trades)");
        Says($"× confidence ({Ladder(Defaults.Leverage.Tier.Confidence, "from")})");
        Says($"× ATR/price ({Ladder(Defaults.Leverage.Tier.Volatility, "above")})");
        Says($"× strength ({Ladder(Defaults.Leverage.Tier.Signal, "from", isCounted: true)}; none {Number(Defaults.Leverage.Tier.UnknownSignal)})");
        Says($"{Number(Defaults.Leverage.Rules.Basis)} × confidence ({Ladder(Defaults.Leverage.Rules.Confidence, "above")})");
    }

    [Fact]
    public void The_breakers_are_the_code_s() =>
        Says(string.Join(" · ", Defaults.Safety.Breakers.Select(b => $"{b.Window.TotalMinutes} min, {Percent(b.Loss)}, {(b.Pause is { } pause ? $"{pause.TotalMinutes} min" : "next UTC day")}")));

    [Fact]
    public void Single_numbers_of_the_prose_are_the_code_s()
    {
        var (safety, rules, portfolio, micro, vix, policy, progressive) = (Defaults.Safety, Defaults.Leverage.Rules, Defaults.Portfolio, Defaults.Microstructure, Defaults.Vix, Defaults.Policy, Defaults.Sizing.Progressive);
        Says($"balance under {Number(safety.MinBalance)} USDT");
        Says($"**Fixed**: {Percent(Defaults.Sizing.Fixed.CoreRatio)} core, {Percent(Defaults.Sizing.Fixed.AltRatio)} alt");
        Says($"**Fixed leverage**: {Defaults.Leverage.Fixed.Core} core, {Defaults.Leverage.Fixed.Alt} alt");
        Says($"SAFE {Number(rules.Safe)}, WARNING {Number(rules.Warning)}, CRITICAL or unknown {Number(rules.Critical)}");
        Says($"within {rules.Min} and {rules.Max}");
        Says($"{string.Join(", ", progressive.Multipliers.Select(c => $"{c.Asset} {Number(c.Factor)}"))}, others {Number(progressive.OtherMultiplier)}");
        Says($"An override within {Percent(progressive.OverrideBand)}");
        Says($"at most {Percent(progressive.MaxMarginShare)} of the balance: above it the size shrinks. Its leverage is {progressive.Leverage}");
        Says($"over the last {portfolio.Candles} candles");
        Says($"from severity {Defaults.News.PauseFrom} on pauses entries for {Defaults.News.Pause.TotalMinutes} min");
        Says($"up to {Number(Defaults.Sentiment.ReduceUpTo)} against the side multiplies the size by {Number(Defaults.Sentiment.ReduceFactor)}");
        Says($"From {Number(portfolio.RefuseFrom)} with anything open");
        Says($"CRITICAL at a VPIN of {Number(micro.CriticalVpin)}, a spread of {Number(micro.CriticalSpread * 10_000)} bp or an order of more than {Percent(micro.CriticalShare)}");
        Says($"WARNING at {Number(micro.WarningVpin)}, {Number(micro.WarningSpread * 10_000)} bp or more than {Percent(micro.WarningShare)}");
        Says($"the book's {Defaults.Flow.DepthLevels} best levels a side");
        Says($"on the best {Defaults.Flow.ImbalanceLevels}");
        Says($"VPIN over {Defaults.Vpin.Buckets} buckets of a {Defaults.Vpin.BucketsPerDay}th of a day's volume");
        Says($"< {vix.NormalFrom} CALM, < {vix.ElevatedFrom} NORMAL, < {vix.ExtremeFrom} ELEVATED × {Number(vix.ElevatedFactor)}, else EXTREME × {Number(vix.ExtremeFactor)}");
        Says($"ADX({policy.Length}) ≥ {policy.TrendingAdx} TRENDING, ≤ {policy.RangingAdx} RANGING");
        var regimes = Defaults.Regimes;
        Says($"slope of the EMA({regimes.EmaLength}) is at least {Number((decimal)regimes.DirectionSlope)} ATR a candle");
        Says($"TRENDING is left only under {policy.TrendingAdx - regimes.AdxHysteresis}, RANGING above {policy.RangingAdx + regimes.AdxHysteresis}");
        Says($"each lasts at least {regimes.MinDwell} candles");
        Says($"{FramePlan.LeastCandles(policy, regimes)} closed candles are needed");
        Says(string.Join(", ", Defaults.Frames.Frames.Select(f => f.Name)) + " are tracked");
        var hmm = Defaults.HiddenMarkov;
        Says($"its latest {hmm.FitCandles} one-hour candles (at least {hmm.LeastFitCandles}): the return over {hmm.FeatureCandles} candles");
        Says($"at least {Number((decimal)hmm.DirectedFrom)} deviations");
        Says($"a posterior under {Number((decimal)hmm.LeastPosterior)} is NORMAL");
        Says($"older than {hmm.MaxAge.TotalHours} hours");
        Says($"for its first {hmm.LeastFitCandles + hmm.FeatureCandles} hours");
        Says($"Minimum confidence {Fixed(policy.TrendingMinConfidence)} / {Fixed(policy.RangingMinConfidence)} / {Fixed(policy.NormalMinConfidence)}");
        Says($"else {Number(Defaults.Entry.StopAtrs)} × ATR({Defaults.Entry.AtrLength}, Wilder");
        Says($"{Percent(safety.MaxDrawdown)} under the peak closes everything");
        Says($"loss at stop ≤ {Percent(Defaults.Caps.MaxLossAtStop)} of the balance");
        Says($"one side ≤ {Percent(Defaults.Caps.MaxSideShare)} of that");
        Says($"within {Percent(1 - Defaults.Caps.Reserve)} of the balance");
    }

    private static void Says(string text) => Assert.Contains(text, Text, StringComparison.Ordinal);

    [GeneratedRegex("(?<![A-Za-z0-9_])(?<name>RM_[A-Z_]+|[A-Z][A-Za-z]+(__[A-Za-z0-9_<>]+)+)")]
    private static partial Regex Mentioned();

    [GeneratedRegex("^(Environment__[^_]+__)?((Account|Strategy)__[^_]+__)?(Symbol__[^_]+__)?")]
    private static partial Regex ScopePrefix();
}
