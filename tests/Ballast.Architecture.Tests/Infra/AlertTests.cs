using System.Text.RegularExpressions;
using Ballast.Cli.Cost;
using Ballast.Contracts;

namespace Ballast.Architecture.Tests.Infra;

/// <summary>Alert queries: deployed, explained, and about things that exist in the code.</summary>
public sealed class AlertTests
{
    private static readonly BicepFile Rules = BicepFile.Read("bicep/modules/alerts.bicep");

    private static readonly IReadOnlyList<string> Keys = [.. InfraFiles.Alerts.Select(p => Path.GetFileNameWithoutExtension(p)!)];

    public static TheoryData<string> Files => [.. InfraFiles.Alerts];

    [Fact]
    public void Every_query_is_deployed_under_its_own_key()
    {
        var deployed = Regex.Matches(Rules.Text, @"key: '([^']+)'.*?loadTextContent\('\.\./\.\./infra/alerts/([^']+)\.kql'\)", RegexOptions.Singleline);

        Assert.All(deployed, m => Assert.Equal(m.Groups[1].Value, m.Groups[2].Value));
        Assert.Equal(Keys, deployed.Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_cost_model_counts_the_same_rules()
    {
        var core = Regex.Match(Rules.Text, @"^var core = \[(.*?)^\]", RegexOptions.Multiline | RegexOptions.Singleline).Value;

        Assert.Equal((0, Regex.Count(core, "key: ")), CostModel.LogAlerts(AlertSet.Core));
        Assert.Equal((0, Keys.Count), CostModel.LogAlerts(AlertSet.All));
        Assert.Equal("PT5M", Rules.Block("rules").Property("evaluationFrequency"));
        Assert.Equal(Rules.Blocks.Count(b => b.Type == "Microsoft.Insights/metricAlerts"), CostModel.MetricAlerts(AlertSet.All));
    }

    [Fact]
    public void Every_alert_has_its_meaning_and_first_steps_in_the_operations_page()
    {
        var page = Repository.Read("docs/operations.md");

        Assert.Equal(Keys.Append("dead-letters").Order(StringComparer.Ordinal), InfraFiles.Find(page, @"^### `([a-z0-9-]+)`$").Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_query_says_first_what_it_finds(string path) => Assert.StartsWith("// ", Repository.Read(path), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Files))]
    public void A_query_uses_known_tables_metrics_and_codes(string path) => KqlText.AssertKnown(Repository.Read(path));

    [Fact]
    public void A_timer_is_missed_by_the_name_of_its_function() =>
        Assert.Equal(Triggers.MinuteTimers, Regex.Matches(Regex.Match(Repository.Read("infra/alerts/missed-timer.kql"), @"datatable\(Timer: string\) \[([^\]]+)\]").Groups[1].Value, "\"(\\w+)\"").Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void Timers_run_each_minute_as_the_window_of_their_alert_supposes()
    {
        var schedules = InfraFiles.Find(Repository.Read("src/Ballast.Functions/Triggers/Timers.cs"), @"TimerTrigger\(""([^""]+)""\)");

        Assert.Equal(Triggers.MinuteTimers.Count + Triggers.RareTimers.Count, schedules.Count);
        Assert.Equal(Workload.MinuteTimers, schedules.Count(s => Regex.IsMatch(s, @"^\d+ \* \* \* \* \*$")));

        // Not watched by that alert: docs/operations.md says so.
        Assert.Equal(["Compete", "MonitorPerformance", "ReadNews", "Retain", "RunStrategies", "TrainRegimes"], Triggers.RareTimers);
        Assert.Contains("`Compete`, `MonitorPerformance`, `ReadNews`, `Retain`, `RunStrategies` and `TrainRegimes` are not watched", Repository.Read("docs/operations.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_webhook_s_function_is_found_by_the_query_s_word() => Assert.Contains("Webhook", Triggers.Names);

    [Fact]
    public void The_smoke_test_finds_all_functions_in_the_source()
    {
        Assert.Contains("""grep -rhoE '\[Function\("[A-Za-z]+"\)\]' src/Ballast.Functions""", Repository.Read("infra/smoke.sh"), StringComparison.Ordinal);
        var found = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src/Ballast.Functions"), "*.cs", SearchOption.AllDirectories).SelectMany(p => InfraFiles.Find(File.ReadAllText(p), @"\[Function\(""([A-Za-z]+)""\)\]"));

        Assert.Equal(Triggers.Names, found.Order(StringComparer.Ordinal));
    }
}
