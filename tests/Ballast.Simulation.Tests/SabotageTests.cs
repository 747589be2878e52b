using Ballast.Application;
using Ballast.Simulation.Tests.Sabotage;
using Ballast.Simulation.World;

namespace Ballast.Simulation.Tests;

/// <summary>That the checkers can fail: each invariant is broken on purpose, in a port of the app, and must be found out by name.</summary>
public class SabotageTests
{
    private const int MostSeeds = 6;

    private static readonly Dictionary<string, Func<AppPorts, AppPorts>> Sabotages = new(StringComparer.Ordinal)
    {
        ["once"] = p => p with { Exchange = new SendsTwice(p.Exchange) },
        ["never-naked"] = p => p with { Exchange = new PretendsStops(p.Exchange) },
        ["unknown-is-unknown"] = p => p with { Exchange = new TakesUnknownForNo(p.Exchange) },
        ["fail-closed"] = p => p with { Store = new RejuvenatesViews(p.Store), Market = new FallsSilent(p.Market) },
        ["protections-tighten"] = p => p with { Exchange = new EntersLarger(p.Exchange) },
        ["money"] = p => p with { Exchange = new ForgetsFees(p.Exchange) },
        ["secrets"] = p => p with { Notifier = new TellsSecrets(p.Notifier, SimulatedWorld.Secret) },
        ["nothing-lost"] = p => p with { Store = new LosesDecisions(p.Store) },
        ["nothing-left-over"] = p => p with { Exchange = new NeverCancels(p.Exchange) },
        ["limits"] = p => p with { Exchange = new HidesLimits(p.Exchange), Market = new HidesDataLimits(p.Market) },
        ["competition"] = p => p with { Store = new LosesSignals(p.Store) },
        ["nothing-unforeseen"] = p => p with { Store = new FailsOddly(p.Store) },
    };

    public static TheoryData<string> Names => [.. Sabotages.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_broken_invariant_is_caught(string invariant)
    {
        var seen = new List<Violation>();
        for (var seed = 1UL; seed <= MostSeeds; seed++)
        {
            var report = Simulator.Run(new SimulationOptions { Seed = seed, Sabotage = Sabotages[invariant] });
            seen.AddRange(report.Violations);
            if (report.Violations.Any(v => v.Invariant == invariant))
            {
                return;
            }
        }

        Assert.Fail($"Nobody noticed that {invariant} is broken; seen: {string.Join("; ", seen)}");
    }

    [Fact]
    public void Every_invariant_of_a_report_has_its_sabotage() =>
        Assert.Equal(Simulator.Run(new SimulationOptions { Seed = 1 }).Invariants.Keys.Order(StringComparer.Ordinal), Sabotages.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Chance_from_outside_the_seed_shows_in_the_fingerprint()
    {
        var options = new SimulationOptions { Seed = 1, Sabotage = p => p with { Notifier = new TellsRandomly(p.Notifier) } };

        Assert.NotEqual(Simulator.Run(options).Fingerprint, Simulator.Run(options).Fingerprint);
    }
}
