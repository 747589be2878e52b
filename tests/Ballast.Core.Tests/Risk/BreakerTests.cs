using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Risk;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Risk;

public sealed class BreakerTests
{
    private static readonly SafetyOptions Options = new();
    private static readonly SafetyOptions Loose = new() { Breakers = [new(TimeSpan.FromMinutes(60), 0.05m, TimeSpan.FromMinutes(15))] };

    [Theory]
    [InlineData(10, 95.01, 0)]
    [InlineData(10, 95, 15)]
    [InlineData(60, 95, 15)]
    [InlineData(62, 95, 0)]
    [InlineData(200, 90.01, 0)]
    [InlineData(200, 90, 30)]
    [InlineData(242, 90, 0)]
    public void A_fall_within_a_window_pauses(int minutes, double share, int pauseMinutes)
    {
        var record = See(Given.Risk(1_000), minutes, (decimal)share * 10);
        Assert.Equal(pauseMinutes == 0 ? null : Given.Noon.AddMinutes(minutes + pauseMinutes), Breakers.PausedUntil(record, Given.Noon.AddMinutes(minutes)));
        Assert.Equal(pauseMinutes == 0 ? 1 : 0.5m, record.Staged);
    }

    [Fact]
    public void The_longest_one_pauses_until_the_next_utc_day()
    {
        var record = See(Given.Risk(1_000), 300, 850);
        Assert.Equal(new DateTimeOffset(2026, 3, 11, 0, 0, 0, TimeSpan.Zero), Breakers.PausedUntil(record, Given.Noon.AddMinutes(300)));
    }

    [Fact]
    public void Windows_slide()
    {
        var record = Given.Risk(1_000);
        for (var minute = 10; minute <= 240; minute += 10)
        {
            record = See(record, minute, 1_000 - (minute * 0.38m), Loose);
        }

        Assert.Null(Breakers.PausedUntil(record, Given.Noon.AddMinutes(240)));
        Assert.Equal(1_000 - (180 * 0.38m), Breakers.WindowHigh(record, 0, Given.Noon.AddMinutes(240), Loose));
    }

    [Fact]
    public void After_its_pause_a_breaker_does_not_trip_again_on_the_old_loss()
    {
        var record = See(Given.Risk(1_000), 10, 940, Loose);
        for (var minute = 11; minute < 60; minute++)
        {
            record = See(record, minute, 940, Loose);
            Assert.Equal(minute < 25, Breakers.PausedUntil(record, Given.Noon.AddMinutes(minute)) is not null);
        }

        record = See(record, 61, 940 * 0.95m, Loose);
        Assert.NotNull(Breakers.PausedUntil(record, Given.Noon.AddMinutes(61)));
    }

    [Fact]
    public void A_pause_is_not_prolonged_by_what_happens_during_it()
    {
        var record = See(Given.Risk(1_000), 10, 940, Loose);
        record = See(record, 20, 600, Loose);
        Assert.Equal(Given.Noon.AddMinutes(25), Breakers.PausedUntil(record, Given.Noon.AddMinutes(20)));
    }

    [Fact]
    public void The_longest_running_pause_counts()
    {
        var record = See(Given.Risk(1_000), 10, 890);
        Assert.Equal(Given.Noon.AddMinutes(40), Breakers.PausedUntil(record, Given.Noon.AddMinutes(10)));
        Assert.Null(Breakers.PausedUntil(record, Given.Noon.AddMinutes(40)));
    }

    [Fact]
    public void The_kept_highs_give_the_same_window_high_as_all_readings() => Sample.HoldsForSteps(200, 60, dice =>
    {
        var record = Given.Risk(1_000) with { Highs = default };
        var all = new List<(long Minute, decimal Equity)>();
        var seconds = 0;
        foreach (var each in dice)
        {
            seconds += each % 997;
            var at = Given.Noon.AddSeconds(seconds);
            var equity = 900 + (each % 201);
            all.Add((at.UtcTicks / TimeSpan.TicksPerMinute, equity));
            record = record with { Highs = Breakers.AddHigh(record.Highs, at, equity, Options) };
            for (var i = 0; i < Options.Breakers.Count; i++)
            {
                var from = (at - Options.Breakers[i].Window).UtcTicks / TimeSpan.TicksPerMinute;
                if (Breakers.WindowHigh(record, i, at, Options) != all.Where(a => a.Minute >= from).Max(a => a.Equity))
                {
                    return false;
                }
            }
        }

        return true;
    });

    [Fact]
    public void Of_equal_highs_only_the_newest_is_kept()
    {
        var highs = Breakers.AddHigh(Breakers.AddHigh(default, Given.Noon, 100, Options), Given.Noon.AddMinutes(1), 100, Options);
        Assert.Equal([new EquityHigh(Given.Noon.AddMinutes(1).UtcTicks / TimeSpan.TicksPerMinute, 100)], highs);
    }

    [Fact]
    public void The_nearest_line_is_the_highest_of_all_limits()
    {
        var record = Given.Risk(1_000);
        Assert.Equal(new Money(950), Caps.NearestLine(record, Given.Noon, Options, hasForcedStop: false));
        Assert.Equal(new Money(950), Caps.NearestLine(record, Given.Noon, Options, hasForcedStop: true));
        Assert.Equal(new Money(900), Caps.NearestLine(record, Given.Noon, new SafetyOptions { Breakers = [] }, hasForcedStop: false));
        record = record with { Peak = new Money(1_080) };
        Assert.Equal(new Money(972), Caps.NearestLine(record, Given.Noon, Options, hasForcedStop: true));
    }

    [Fact]
    public void A_line_follows_its_sliding_window_down()
    {
        var options = new SafetyOptions { Tiers = [Loose.Tiers[0] with { MaxDailyLoss = 0.9m }], Breakers = Loose.Breakers };
        var record = See(RiskRules.Create("main", new Money(1_000), Money.Zero, Given.Noon, options), 30, 960, options);
        Assert.Equal(new Money(950), Caps.NearestLine(record, Given.Noon.AddMinutes(30), options, hasForcedStop: false));
        Assert.Equal(new Money(912), Caps.NearestLine(record, Given.Noon.AddMinutes(70), options, hasForcedStop: false));
    }

    private static RiskRecord See(RiskRecord record, int minute, decimal equity, SafetyOptions? options = null) =>
        RiskRules.Observe(record, new Money(equity), Money.Zero, Given.Noon.AddMinutes(minute), options ?? Options);
}
