using Ballast.Core.Microstructure;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Microstructure;

public sealed class FlowWindowTests
{
    [Fact]
    public void Only_newer_bars_are_taken_and_malformed_ones_left_out()
    {
        var window = new FlowWindow();
        Assert.Null(window.ClosedMs);
        Assert.True(window.Add(Bars(0, 3)));
        Assert.True(window.Add([.. Bars(1, 4), Bar(5) with { TakerBuyVolume = 99 }]));

        Assert.Equal((5, 299_999L), (window.Count, window.ClosedMs));
        Assert.True(window.Add([]));
        Assert.Equal(5, window.Count);
    }

    [Fact]
    public void What_does_not_continue_empties_it()
    {
        var window = new FlowWindow();
        window.Add(Bars(0, 3));
        Assert.True(window.Add(Bars(3, 1)));
        Assert.False(window.Add(Bars(5, 2)));

        Assert.Equal((0, null, null, null), (window.Count, window.ClosedMs, window.SignedVolume(TimeSpan.FromMinutes(1)), window.Vpin(new VpinOptions())));
        Assert.True(window.Add(Bars(5, 2)));
        Assert.Equal(2, window.Count);
    }

    [Fact]
    public void A_gap_inside_one_reading_is_the_market_s_own() => Assert.True(new FlowWindow().Add([.. Bars(0, 2), .. Bars(7, 2)]));

    [Fact]
    public void It_holds_no_more_than_a_day_and_an_hour()
    {
        var window = new FlowWindow();
        window.Add(Bars(0, FlowWindow.Most));
        window.Add(Bars(FlowWindow.Most - 1, 11));

        Assert.Equal(FlowWindow.Most, window.Count);
        Assert.Equal(((FlowWindow.Most + 10) * FlowWindow.BarMs) - 1, window.ClosedMs);
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(59, 4)]
    [InlineData(60, 4)]
    [InlineData(120, -2)]
    [InlineData(180, 8)]
    [InlineData(9_999, 8)]
    public void Signed_volume_is_of_the_bars_within_the_window(int seconds, double signed)
    {
        // 10 and 10, 2 and 8, 7 and 3: none, less 6, 4 more bought than sold.
        var window = new FlowWindow();
        window.Add([Bar(0) with { Volume = 20, TakerBuyVolume = 15 }, Bar(1) with { TakerBuyVolume = 2 }, Bar(2) with { TakerBuyVolume = 7 }]);

        Assert.Equal(signed, window.SignedVolume(TimeSpan.FromSeconds(seconds)));
    }

    [Fact]
    public void Minute_by_minute_is_the_same_as_at_once() => Sample.Holds(20, random =>
    {
        var bars = Enumerable.Range(0, 2_000).Select(m => Bar(m) with { Volume = 1 + random.Next(100), TakerBuyVolume = random.NextDouble() }).ToArray();
        var grown = new FlowWindow();
        grown.Add(bars.AsSpan(0, FlowWindow.Most));
        for (var m = FlowWindow.Most; m < bars.Length; m++)
        {
            grown.Add(bars.AsSpan(m - 1, 2));
        }

        var fresh = new FlowWindow();
        fresh.Add(bars.AsSpan(bars.Length - FlowWindow.Most));
        return grown.Vpin(new VpinOptions()) is { } vpin && vpin == fresh.Vpin(new VpinOptions()) && grown.SignedVolume(TimeSpan.FromHours(1)) == fresh.SignedVolume(TimeSpan.FromHours(1));
    });

    private static FlowBar[] Bars(int first, int count) => [.. Enumerable.Range(first, count).Select(Bar)];

    private static FlowBar Bar(int minute) => new(minute * FlowWindow.BarMs, 10, 5, ((minute + 1) * FlowWindow.BarMs) - 1);
}
