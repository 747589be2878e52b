using Ballast.Simulation.Faults;

namespace Ballast.Simulation.Tests;

public class SimulatorTests
{
    /// <summary>CI's own campaign; `ballast simulate --seeds N` runs more.</summary>
    private const int Seeds = 200;

    [Fact]
    public void Two_hundred_one_day_seeds_with_all_faults_hold_every_invariant()
    {
        var reports = Campaign.Run(new SimulationOptions { Seed = 1 }, Seeds);

        Assert.Empty(reports.SelectMany(r => r.Violations.Select(v => $"seed {r.Seed}: {v.Invariant} at {v.At:O}: {v.Detail}")));
        Assert.All(reports[0].Invariants.Keys, name => Assert.True(reports.Sum(r => r.Invariants[name]) > 0, $"{name} was never checked."));
        foreach (var kind in FaultKinds.All.Select(FaultKinds.NameOf))
        {
            Assert.True(reports.Any(r => r.Faults[kind] > 0), $"{kind} happened in none of {Seeds} seeds.");
        }

        Assert.True(reports.Sum(r => r.Accepted) >= 0.3 * reports.Sum(r => r.Accepted + r.Refused), "Fewer than 30 % of the alerts were accepted.");
        Assert.True(reports.Sum(r => r.Crashes) > 0);
        Assert.True(reports.Sum(r => r.UnknownResolved) > 0);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void The_same_seed_gives_the_same_run(ulong seed)
    {
        var options = new SimulationOptions { Seed = seed };

        var (first, second) = (Simulator.Run(options), Simulator.Run(options));

        Assert.Equal(first.Fingerprint, second.Fingerprint);
        Assert.Equivalent(first with { ElapsedMs = 0 }, second with { ElapsedMs = 0 }, strict: true);
    }

    [Fact]
    public void Another_seed_gives_another_run() =>
        Assert.NotEqual(Simulator.Run(new SimulationOptions { Seed = 3 }).Fingerprint, Simulator.Run(new SimulationOptions { Seed = 4 }).Fingerprint);

    [Fact]
    public void Without_faults_nothing_is_refused_or_lost_by_the_venue()
    {
        var report = Simulator.Run(new SimulationOptions { Seed = 2, Faults = new SortedSet<FaultKind>() });

        Assert.Empty(report.Violations);
        Assert.Empty(report.Faults);
        Assert.Equal((0, 0, 0, 0), (report.Crashes, report.Unanswered, report.Duplicates, report.UnknownResolved));
        Assert.True(report.Trades > 0);
        Assert.True(report.MaxNakedSecondsAttended < 2, $"{report.MaxNakedSecondsAttended}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Simulator.MaxDays + 1)]
    public void Days_out_of_range_are_refused(int days) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Simulator.Run(new SimulationOptions { Days = days }));

    [Theory]
    [InlineData("none", 0)]
    [InlineData("crash", 1)]
    [InlineData("crash, timeout-with-effect", 2)]
    public void Faults_are_read_by_name(string text, int count)
    {
        Assert.Equal(count, FaultKinds.Parse(text, out var problem)!.Count);
        Assert.Null(problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("crsh")]
    [InlineData("none,crash")]
    public void An_unknown_fault_is_named_with_what_is_allowed(string text)
    {
        Assert.Null(FaultKinds.Parse(text, out var problem));
        Assert.Contains("allowed: none, all", problem!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failing_seed_shrinks_to_the_faults_that_make_it_fail()
    {
        var options = new SimulationOptions { Seed = 1, Sabotage = p => p with { Exchange = new Sabotage.TakesUnknownForNo(p.Exchange) } };
        var failed = Enumerable.Range(1, 6).Select(s => (Options: options with { Seed = (ulong)s }, Report: Simulator.Run(options with { Seed = (ulong)s }))).First(r => r.Report.Violations.Any(v => v.Invariant == "unknown-is-unknown"));

        var (smallest, report) = Shrinker.Shrink(failed.Options, failed.Report);

        Assert.NotEmpty(report.Violations);
        Assert.True(smallest.Faults.Count < failed.Options.Faults.Count / 2, string.Join(',', smallest.Faults));
    }
}
