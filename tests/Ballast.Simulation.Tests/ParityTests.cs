using System.Collections.Concurrent;
using Ballast.Application.Recording;
using Ballast.Core.Market;
using Ballast.Core.Sizing;

namespace Ballast.Simulation.Tests;

/// <summary>Design §3, invariant 7: a recorded session decided again gives the same bytes, through crashes, faults and several processes.</summary>
public sealed class ParityTests
{
    private static readonly ConcurrentDictionary<ulong, Lazy<List<string>>> s_recorded = new();

    [Theory]
    [InlineData(7ul)]
    [InlineData(20ul)]
    [InlineData(31ul)]
    public void A_recorded_run_replays_byte_for_byte(ulong seed)
    {
        var lines = Recorded(seed);
        var result = SessionReplay.Run(lines);

        Assert.Empty(result.Differences);
        Assert.True(result is { IsSame: true, IsSameBuild: true, IsTorn: false });
        Assert.Equal(lines.Count, result.Lines);
        Assert.True(result is { Commits: > 500, Decisions: > 20, Orders: > 10, Trades: > 0 }, result.ToString());
    }

    [Theory]
    [InlineData("account-decided", "\"entry\":{", "\"quantity\":\"")]
    [InlineData("account-decided", "\"signal\":{", "\"confidence\":\"")]
    [InlineData("position-decided", "\"is\":\"place\"", "\"quantity\":\"")]
    [InlineData("position-decided", "\"is\":\"fills\"", "\"price\":\"")]
    [InlineData("position-decided", "\"is\":\"trade\"", "\"realisedPnl\":\"")]
    public void A_planted_fault_is_found(string kind, string within, string name)
    {
        var lines = Recorded(7);
        var line = lines.FindIndex(l => l.Contains($"{{\"is\":\"{kind}\"", StringComparison.Ordinal) && l.IndexOf(within, StringComparison.Ordinal) is > 0 and var at && l.IndexOf(name, at, StringComparison.Ordinal) > 0);
        var json = SessionText.JsonOf(lines[line]);
        var value = json.IndexOf(name, json.IndexOf(within, StringComparison.Ordinal), StringComparison.Ordinal) + name.Length;
        lines[line] = SessionText.LineOf(json.Insert(value, json[value] == '-' ? "" : "1"));
        var result = SessionReplay.Run(lines);

        Assert.False(result.IsSame);
        Assert.Equal(line + 1, result.Differences[0].Line);
        Assert.NotEqual(result.Differences[0].Recorded, result.Differences[0].Replayed);
    }

    [Fact]
    public void Other_settings_than_those_of_the_session_decide_otherwise()
    {
        var lines = Recorded(7);
        var began = (SessionEntry.Began)SessionText.EntryOf(SessionText.JsonOf(lines[0]));
        var bolder = began with { Settings = EquatableList.From(began.Settings.Append(new SessionSetting("RM_RISK_PER_TRADE_PCT", "0.009"))) };
        var wrong = began with { Settings = [new SessionSetting("RM_RISK_PER_TRADE_PCT", "much")] };

        Assert.False(SessionReplay.Run([LineOf(bolder), .. lines.Skip(1)]).IsSame);
        Assert.StartsWith("Line 1: this build does not take its settings: Setting RM_RISK_PER_TRADE_PCT", Assert.Throws<InvalidDataException>(() => SessionReplay.Run([LineOf(wrong), .. lines.Skip(1)])).Message, StringComparison.Ordinal);
        Assert.Equal("Line 1: the session has format 2; this build reads 1.", Assert.Throws<InvalidDataException>(() => SessionReplay.Run([LineOf(began with { Version = 2 })])).Message);
    }

    [Fact]
    public void What_was_changed_by_hand_or_torn_is_told()
    {
        var lines = Recorded(7);
        var changed = lines.ToList();
        changed[9] = changed[9].Replace("\"", "'", StringComparison.Ordinal);

        Assert.Equal("Line 10: its checksum is wrong.", Assert.Throws<InvalidDataException>(() => SessionReplay.Run(changed)).Message);
        Assert.Equal("Line 1: it is not the beginning of a session.", Assert.Throws<InvalidDataException>(() => SessionReplay.Run(lines.Skip(1))).Message);
        Assert.Equal("The file holds no session.", Assert.Throws<InvalidDataException>(() => SessionReplay.Run([])).Message);
        var torn = SessionReplay.Run([.. lines.Take(50), lines[50][..^5]]);
        Assert.Equal((true, true, 50), (torn.IsTorn, torn.IsSame, torn.Lines));
    }

    /// <summary>Each seed is run once for all tests.</summary>
    private static List<string> Recorded(ulong seed) => [.. s_recorded.GetOrAdd(seed, s => new Lazy<List<string>>(() => Run(s))).Value];

    private static List<string> Run(ulong seed)
    {
        var sink = new Lines();
        var options = new SimulationOptions { Seed = seed };
        var report = Simulator.Run(options with { Session = new SessionRecorder(sink, "Local", SettingsOf(seed), TimeProvider.System) });

        Assert.Empty(report.Violations);
        return sink.All;
    }

    /// <summary>The world's own changes of the defaults, as settings.</summary>
    private static List<SessionSetting> SettingsOf(ulong seed) =>
    [
        .. BalanceTier.Defaults.SelectMany(t => (SessionSetting[])[new($"Safety__Tiers__{t.Name}__MaxTradesPerDay", "100"), new($"Safety__Tiers__{t.Name}__MaxConsecutiveLosses", "100")]),
        .. seed % 2 == 0 ? (SessionSetting[])[new("Frames__Veto", "none")] : [],
    ];

    private static string LineOf(SessionEntry entry) => SessionText.LineOf(SessionText.JsonOf(entry));

    private sealed class Lines : ISessionSink
    {
        public List<string> All { get; } = [];

        public bool Begins() => All.Count == 0;

        public void Write(string line) => All.Add(line);
    }
}
