using Ballast.Core.Competing;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;

namespace Ballast.Core.Tests.Competing;

/// <summary>When a mode is proposed for real money; nothing but a proposal ever comes of it.</summary>
public sealed class PromotionTests
{
    private static readonly PromotionOptions Options = new();

    private static readonly Standing Current = CompetingGiven.Standing("0", 1200, CompetingGiven.Path(91, 0.010m, -0.009m)) with { MaxDrawdown = 0.05m };

    private static readonly Standing Better = CompetingGiven.Standing(CompetitionModes.Four[3], 1200, CompetingGiven.Path(91, 0.014m, -0.008m)) with { MaxDrawdown = 0.04m };

    [Fact]
    public void A_mode_that_holds_on_all_counts_is_proposed_with_its_evidence()
    {
        var proposal = Promotion.Judge(Better, Current, Options);

        Assert.True(proposal.IsProposed);
        Assert.Equal(("3", "0"), (proposal.Mode, proposal.Current));
        Assert.Equal(["Microstructure__Filter=full", "Leverage=fixed", "Leverage__Fixed__Core=5", "Leverage__Fixed__Alt=5"], proposal.Settings);
        Assert.StartsWith("Mode 3 against 0 on 89 days: 1200 trades, equity ", proposal.Evidence, StringComparison.Ordinal);
        Assert.Contains("drawdown 4 against 5 %", proposal.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_condition_refuses_on_its_own()
    {
        Assert.Equal(["TOO_FEW_TRADES"], Codes(Better with { Trades = 999 }, Current));
        Assert.Equal(["DRAWDOWN_TOO_DEEP"], Codes(Better with { MaxDrawdown = 0.0501m }, Current));
        Assert.Equal(["DRAWDOWN_TOO_DEEP"], Codes(Better with { MaxDrawdown = 0.2001m }, Current with { MaxDrawdown = 0.5m }));
        Assert.Equal([], Codes(Better with { MaxDrawdown = 0.20m }, Current with { MaxDrawdown = 0.5m }));
        Assert.Equal(["TOO_FEW_DAYS"], Codes(Better, Current, Options with { LeastDays = 90 }));
        Assert.Equal(["SHARPE_TOO_LOW"], Codes(Better, Current, Options with { SharpeGain = 10 }));
    }

    [Fact]
    public void Better_by_chance_is_not_better()
    {
        // As good on most days and much better on one: the interval holds 0.
        var path = CompetingGiven.Path(91, 0.010m, -0.009m);
        var lucky = CompetingGiven.Standing("lucky", 1200, [.. path.Select((e, i) => i < 50 ? e : e * 1.05m)]) with { MaxDrawdown = 0.04m };

        Assert.Contains("NOT_BETTER", Codes(lucky, Current));
        Assert.True(lucky.Equity > Current.Equity);
    }

    [Fact]
    public void The_same_is_not_better() => Assert.Equal(["NOT_BETTER", "SHARPE_TOO_LOW"], Codes(Current with { Mode = new() { Name = "twin" } }, Current));

    [Fact]
    public void Against_a_loser_a_ratio_is_nothing_the_Sharpe_must_be_above_nothing()
    {
        var loser = CompetingGiven.Standing("0", 1200, CompetingGiven.Path(91, 0.008m, -0.012m)) with { MaxDrawdown = 0.3m };
        var lessBad = CompetingGiven.Standing("1", 1200, CompetingGiven.Path(91, 0.009m, -0.010m)) with { MaxDrawdown = 0.04m };

        Assert.Equal(["SHARPE_TOO_LOW"], Codes(lessBad, loser));
        Assert.Equal([], Codes(Better, loser));
    }

    [Fact]
    public void Only_days_that_both_have_count()
    {
        var late = Better with { Days = EquatableList.From(Better.Days.Skip(40)) };

        Assert.Equal(["TOO_FEW_DAYS"], Codes(late, Current));
        Assert.Contains("on 49 days", Promotion.Judge(late, Current, Options).Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_current_one_observers_and_other_bands_are_not_judged()
    {
        Standing[] standings = [Current, Better, CompetingGiven.Standing(new CompetitionMode { Name = "watch", Leverage = 0 }, 0, 1000), CompetingGiven.Standing(CompetitionModes.Compared[0], 5, 100)];

        Assert.Equal(["3"], Promotion.Judge(standings, Options).Select(p => p.Mode));
        Assert.Empty(Promotion.Judge(standings, Options with { Current = "none such" }));
    }

    [Fact]
    public void The_interval_is_the_same_each_time_and_wider_with_more_confidence()
    {
        double[] differences = [.. Enumerable.Range(0, 80).Select(i => Math.Sin(i * 1.7) / 100)];
        var narrow = PairedInterval.Of(differences, Options with { Confidence = 0.8 });
        var wide = PairedInterval.Of(differences, Options);

        Assert.Equal(wide, PairedInterval.Of(differences, Options));
        Assert.True(wide.Low < narrow.Low && narrow.Low < narrow.Mean && narrow.Mean < narrow.High && narrow.High < wide.High);
        Assert.Equal(default, PairedInterval.Of([], Options));
        Assert.Equal((1, 0.5, 0.5, 0.5), PairedInterval.Of([0.5], Options) is var one ? (one.Count, one.Mean, one.Low, one.High) : default);
    }

    [Fact]
    public void For_independent_days_the_interval_is_the_normal_one_s()
    {
        // 400 values of mean 0.001 and deviation 0.02 that follow no pattern: mean ± 1.96 × 0.02 / √400.
        var random = new Core.Growth.PathRandom(7, 1);
        var differences = new double[400];
        for (var i = 0; i < differences.Length; i++)
        {
            differences[i] = Math.Sqrt(12) * 0.02 * (random.NextUnit() - 0.5);
        }

        var interval = PairedInterval.Of(differences, Options with { Draws = 10_000 });

        Assert.InRange((interval.High - interval.Low) / 2, 0.00196 * 0.85, 0.00196 * 1.15);
        Assert.InRange(interval.Mean, interval.Low, interval.High);
    }

    private static IEnumerable<string> Codes(Standing candidate, Standing current, PromotionOptions? options = null) => Promotion.Judge(candidate, current, options ?? Options).Objections.Select(o => o.Code);
}
