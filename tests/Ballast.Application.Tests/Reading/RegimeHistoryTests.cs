using Ballast.Application.Caches;
using Ballast.Application.Codec;
using Ballast.Application.Messages;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Application.Tests.Codec;
using Ballast.Application.UseCases;
using Ballast.Core.Market;
using Ballast.Core.Regimes;
using Ballast.Journal;
using Ballast.Journal.Log;

namespace Ballast.Application.Tests.Reading;

/// <summary>How regimes and the Crypto-VIX are kept over time.</summary>
public sealed class RegimeHistoryTests : IAsyncLifetime
{
    private static readonly Symbol Btc = new("BTCUSDT");
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private JournalHost _journal = null!;

    public async Task InitializeAsync() => _journal = await JournalHost.OpenAsync(new JournalOptions { Folder = "memory", Inline = true }, TimeProvider.System, new MemoryFiles());

    public async Task DisposeAsync() => await _journal.DisposeAsync();

    [Fact]
    public async Task Only_a_change_is_written()
    {
        var record = new RecordRegimes(new MarketCache(_journal.Store));

        await record.RunAsync(Btc, null, Policy(0, Regime.Trending, TrendDirection.Up));
        var first = await TagAsync();
        await record.RunAsync(Btc, null, Policy(1, Regime.Trending, TrendDirection.Up));
        Assert.Equal(first, await TagAsync());

        // Without a trend there is no direction to change.
        await record.RunAsync(Btc, null, Policy(2, Regime.Ranging, TrendDirection.Up));
        await record.RunAsync(Btc, null, Policy(3, Regime.Ranging, TrendDirection.Down));
        await record.RunAsync(Btc, null, Policy(4, Regime.Ranging, TrendDirection.Down, RiskProfile.Reduced));

        Assert.Equal([(0, Regime.Trending, RiskProfile.Normal), (2, Regime.Ranging, RiskProfile.Normal), (4, Regime.Ranging, RiskProfile.Reduced)], (await ChangesAsync()).Select(c => (Minute(c.At), c.Policy!.Regime, c.Policy.Profile)));
    }

    [Fact]
    public async Task Another_process_goes_on_where_the_one_before_ended()
    {
        await new RecordRegimes(new MarketCache(_journal.Store)).RunAsync(Btc, null, Policy(0, Regime.Normal));
        var first = await TagAsync();

        await new RecordRegimes(new MarketCache(_journal.Store)).RunAsync(Btc, Policy(0, Regime.Normal), Policy(2, Regime.Normal));

        Assert.Equal(first, await TagAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_not_known_meanwhile_is_no_regime(bool isNewProcess)
    {
        var record = new RecordRegimes(new MarketCache(_journal.Store));
        await record.RunAsync(Btc, null, Policy(0, Regime.Normal));
        record = isNewProcess ? new RecordRegimes(new MarketCache(_journal.Store)) : record;

        await record.RunAsync(Btc, isNewProcess ? Policy(10, Regime.Normal) : null, isNewProcess ? Policy(60, Regime.Normal) : Policy(3, Regime.Normal));
        await record.RunAsync(Btc, null, isNewProcess ? Policy(61, Regime.Normal) : Policy(60, Regime.Normal));

        var gap = isNewProcess ? 13 : 6;
        Assert.Equal([(0, true), (gap, false), (60, true)], (await ChangesAsync()).Select(c => (Minute(c.At), c.Policy is not null)));
    }

    [Fact]
    public async Task As_many_changes_as_are_kept_fit_into_the_row()
    {
        var record = new RecordRegimes(new MarketCache(_journal.Store));
        for (var minute = 0; minute < RegimeHistory.Most + 20; minute++)
        {
            await record.RunAsync(Btc, null, Policy(minute, Regime.Trending, minute % 2 == 0 ? TrendDirection.Up : TrendDirection.Down, RiskProfile.NoNewTrades));
        }

        Assert.Equal((RegimeHistory.Most, 20), ((await ChangesAsync()).Count, Minute((await ChangesAsync())[0].At)));
        var longest = new RegimeHistory(EquatableList.From(Enumerable.Repeat(new RegimeChange(Start.AddTicks(1234567), new PastPolicy(Regime.Trending, TrendDirection.Down, VolatilityLevel.Extreme, RiskProfile.NoNewTrades)), RegimeHistory.Most)));
        Assert.InRange(StateCodec.Encode(longest).Data.Length, 10_000, EntityBody.MaxDataLength);
    }

    [Fact]
    public async Task A_history_of_a_newer_version_stops_nothing_and_is_left_alone()
    {
        await _journal.Store.CommitAsync(Tables.Caches, Tables.Regimes, [new EntityWrite.Upsert("BTCUSDT", new EntityBody("regime-history", 99, "{}"))]);

        var problem = await new RecordRegimes(new MarketCache(_journal.Store)).RunAsync(Btc, null, Policy(0, Regime.Normal));

        Assert.StartsWith("BTCUSDT: changes of its regime are not kept.", problem, StringComparison.Ordinal);
        Assert.Equal(99, (await _journal.Store.ReadAsync(Tables.Caches, Tables.Regimes, "BTCUSDT"))!.Body.Version);
    }

    [Fact]
    public void Scores_know_their_times_and_those_from_before_stand_a_period_apart()
    {
        var period = TimeSpan.FromMinutes(5);
        var old = new VixHistory([1, 2, 3]);
        Assert.Equal([0, 5, 10], old.Times(Start.AddMinutes(10), period).Select(Minute));

        var timed = (old with { NewestAt = Start.AddMinutes(10) }).Add(4, Start.AddMinutes(16), 10).Add(5, Start.AddMinutes(90), 10);
        Assert.Equal([0, 5, 10, 16, 90], timed.Times(default, period).Select(Minute));

        var full = timed.Add(6, Start.AddMinutes(95), 2);
        Assert.Equal([5, 6], full.Scores);
        Assert.Equal([90, 95], full.Times(default, period).Select(Minute));
    }

    [Fact]
    public void A_week_of_scores_fits_into_the_row()
    {
        var history = new VixHistory([]);
        for (var reading = 0; reading < 2100; reading++)
        {
            history = history.Add(99.99, Start.AddSeconds(301 * reading), 2016);
        }

        Assert.Equal((2016, 2016), (history.Scores.Count, history.Steps.Count));
        Assert.InRange(StateCodec.Encode(history).Data.Length, 10_000, EntityBody.MaxDataLength);
    }

    private static SymbolPolicy Policy(int minute, Regime regime, TrendDirection direction = TrendDirection.Flat, RiskProfile profile = RiskProfile.Normal) =>
        ViewSamples.View.Policy with { Regime = regime, Direction = direction, Profile = profile, AsOf = Start.AddMinutes(minute), ValidUntil = Start.AddMinutes(minute + 3) };

    private static int Minute(DateTimeOffset at) => (int)(at - Start).TotalMinutes;

    private async Task<string> TagAsync() => (await _journal.Store.ReadAsync(Tables.Caches, Tables.Regimes, "BTCUSDT"))!.ETag;

    private async Task<EquatableList<RegimeChange>> ChangesAsync() => (await new MarketCache(_journal.Store).RegimesAsync(Btc))!.Changes;
}
