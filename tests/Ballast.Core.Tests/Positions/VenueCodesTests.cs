using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Ballast.Core.Positions;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Positions;

/// <summary>What the venue's codes mean, as a reviewed table: a row changed is a rule changed.</summary>
public sealed partial class VenueCodesTests
{
    [Fact]
    public void Every_code_is_as_reviewed() => Golden.Check("VenueCodes.golden.txt", Table());

    [Fact]
    public void Every_code_stands_once_and_every_meaning_has_a_code()
    {
        Assert.Equal(VenueCodes.All.Count, VenueCodes.All.Select(c => c.Code).Distinct().Count());
        Assert.Equal(VenueMeaning.All.Count, VenueMeaning.All.Select(m => m.Name).Distinct().Count());
        Assert.Equal(VenueMeaning.All.Where(m => m != VenueMeaning.Unlisted).Select(m => m.Name).Order(), VenueCodes.All.Select(c => c.Meaning.Name).Distinct().Order());
    }

    [Theory]
    [InlineData(-1007, -1006, 503, 408, -1001, -1008, -1016, -1003, 429, 418, -1015, -2025, -4045, -1021, -5028)]
    [InlineData(-1022, -2014, -2015, -2017, -4087, -4088, -1102, -1106, -1111, -1116, -4014, -4023, -4003, -4004, -4005, -4013, -4016, -4024)]
    [InlineData(-2010, -4131, -4140, -4141, -5024, -2011, -2013, -2018, -2019, -4050, -4051, -2021, -4142, -2022, -4118, -2023, -2027, -2028, -4161)]
    [InlineData(-4046, -4059, -5027, -4061, -4062, -4060, -4116, -4120, -4130, -4164, -4192, -4400, -4401, -4402, -4411, -5021, -5022, -5041)]
    public void Every_code_of_the_facts_is_listed(params int[] codes) => Assert.All(codes, c => Assert.NotEqual(VenueMeaning.Unlisted, VenueCodes.Of(c).Meaning));

    [Fact]
    public void An_unlisted_code_gets_the_careful_default()
    {
        var meaning = VenueCodes.Of(-9999).Meaning;
        Assert.Equal((EntryReaction.LookUp, StopReaction.SendAgain, CloseReaction.SendSoon, CancelReaction.LookUp, QueryReaction.LookAgain), (meaning.Entry, meaning.Stop, meaning.Close, meaning.Cancel, meaning.Query));
    }

    [Fact]
    public void An_entry_is_dropped_or_sent_once_more_only_where_the_venue_proves_that_nothing_happened() =>
        Assert.All(VenueMeaning.All, m => Assert.True(m.Entry == EntryReaction.LookUp || m.ProvesNotExecuted, m.Name));

    [Fact]
    public void Only_a_failed_time_stamp_lets_an_entry_go_once_more() =>
        Assert.Equal([VenueMeaning.ClockOff], VenueMeaning.All.Where(m => m.Entry == EntryReaction.OnceMore));

    [Fact]
    public void Names_are_stable_words() => Assert.All(VenueMeaning.All, m => Assert.Matches(Word(), m.Name));

    [Fact]
    public void Look_ups_come_1_2_4_and_8_seconds_after_the_doubt_then_every_8() =>
        Assert.Equal([1, 2, 4, 8, 16], VenueCodes.LookAfterSeconds.Select((_, i) => VenueCodes.LookAfterSeconds.Take(i + 1).Sum()));

    private static string Table()
    {
        var text = new StringBuilder("# code, meaning; entry, stop, close, cancel, query; account; is it proved that nothing happened\n");
        foreach (var code in VenueCodes.All.Append(VenueCodes.Of(-9999)))
        {
            var m = code.Meaning;
            text.Append(CultureInfo.InvariantCulture, $"{code.Code,6} {m.Name,-18} {m.Entry,-9} {m.Stop,-16} {m.Close,-13} {m.Cancel,-9} {m.Query,-10} {m.Account,-16} {(m.ProvesNotExecuted ? "proved" : "open"),-7} {code.Says}\n");
        }

        return text.ToString();
    }

    [GeneratedRegex("^[A-Z][A-Z_]+$")]
    private static partial Regex Word();
}
