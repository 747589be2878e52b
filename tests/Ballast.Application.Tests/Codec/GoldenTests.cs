using System.Text.Json.Nodes;
using Ballast.Application.Codec;
using Ballast.Application.Messages;
using Ballast.Application.Ports;
using Ballast.Core.Accounting;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.Positions;
using Ballast.Core.Regimes;
using Ballast.Core.Risk;
using Ballast.Core.Signals;
using Ballast.Core.Volatility;

namespace Ballast.Application.Tests.Codec;

/// <summary>
/// The stored formats: golden/KIND-vN.json holds an example of every kind and version. What a test may not do is change an old file:
/// a changed format is a new version with its migration and its own file.
/// </summary>
public sealed class GoldenTests
{
    /// <summary>Every kind with the file of its newest version.</summary>
    public static TheoryData<string> Kinds => [.. s_kinds.Keys];

    private static readonly Dictionary<string, (EntityBody Body, Func<EntityBody, EntityBody> Recode)> s_kinds = new List<(EntityBody Body, Func<EntityBody, EntityBody> Recode)>
    {
        Kind(Samples.Risk), Kind(Samples.Slot), Kind(Samples.Decision), Kind(Samples.Position), Kind(Samples.Ticket), Kind(Samples.Exit),
        Kind(Samples.Outgoing), Kind(Samples.Order), Kind(Samples.Trade), Kind(ViewSamples.View), Kind(ViewSamples.Correlations), Kind(ViewSamples.Vix), Kind(ViewSamples.History), Kind(ViewSamples.Regimes), Kind(Samples.Ban),
        Kind(ViewSamples.News), Kind(ViewSamples.Sentiment), Kind(ViewSamples.Seen), Kind(Samples.Day), Kind(Samples.Performance), Kind(Samples.Decay), Kind(ViewSamples.Model), Kind(ViewSamples.Opinions), Kind(ViewSamples.Calibration), Kind(Samples.Desk),
        Kind(Samples.Competitor), Kind(ViewSamples.Pending), Kind(Samples.DeskVenue),
    }.ToDictionary(k => k.Body.Kind);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_example_is_stored_as_its_golden_file_says(string kind)
    {
        var body = s_kinds[kind].Body;
        if (Environment.GetEnvironmentVariable("BALLAST_GOLDEN") is { Length: > 0 } folder)
        {
            // For a new kind or version: BALLAST_GOLDEN=<folder> writes the files, a person looks at them.
            File.WriteAllText(Path.Combine(folder, $"{kind}-v{body.Version}.json"), Pretty(body.Data));
        }

        Assert.Equal(Golden(kind, body.Version), Pretty(body.Data));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_golden_file_is_read_and_stored_again_to_the_same_text(string kind)
    {
        var (body, recode) = s_kinds[kind];
        var stored = new EntityBody(kind, body.Version, JsonNode.Parse(Golden(kind, body.Version))!.ToJsonString(StorageJson.Default.Options));

        var again = recode(stored);

        Assert.Equal(body.Data, again.Data);
        Assert.Equal((kind, body.Version), (again.Kind, again.Version));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_newer_version_is_refused_by_name(string kind)
    {
        var (body, recode) = s_kinds[kind];

        var refused = Assert.Throws<InvalidDataException>(() => recode(body with { Version = body.Version + 1 }));

        Assert.Contains($"'{kind}'", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"version {body.Version + 1}", refused.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => recode(body with { Version = 0 }));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Another_kind_and_broken_text_are_refused_by_name(string kind)
    {
        var (body, recode) = s_kinds[kind];

        Assert.Contains("'other'", Assert.Throws<InvalidDataException>(() => recode(body with { Kind = "other" })).Message, StringComparison.Ordinal);
        Assert.Contains($"'{kind}'", Assert.Throws<InvalidDataException>(() => recode(body with { Data = body.Data[..^1] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_golden_file_belongs_to_a_kind()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "golden"), "*.json").Select(f => Path.GetFileName(f)).ToList();

        Assert.Equal(s_kinds.Values.SelectMany(k => Enumerable.Range(1, k.Body.Version).Select(v => $"{k.Body.Kind}-v{v}.json")).Order(), files.Order());
    }

    [Fact]
    public void The_days_one_limit_of_an_old_risk_record_becomes_the_first_of_its_list()
    {
        var old = StateCodec.Decode<RiskRecord>(new EntityBody("risk", 1, Golden("risk", 1)));

        Assert.Equal(["TRADES_PER_DAY"], old.Day.Stops);
        Assert.Equal(Old(Samples.Risk) with { StagedOn = default, Day = Old(Samples.Risk).Day with { Stops = ["TRADES_PER_DAY"] }, Streak = Samples.Risk.Streak with { TotalWins = 0 } }, old);
    }

    [Fact]
    public void Records_from_before_critical_errors_and_foreign_positions_have_had_none()
    {
        Assert.Equal(Old(Samples.Risk), StateCodec.Decode<RiskRecord>(new EntityBody("risk", 2, Golden("risk", 2))));
        Assert.Equal(Samples.Slot with { Foreign = null, UnknownSince = null, LastActedAt = default }, StateCodec.Decode<SymbolSlot>(new EntityBody("symbol", 1, Golden("symbol", 1))));
        var position = StateCodec.Decode<PositionState>(new EntityBody("position", 1, Golden("position", 1)));
        Assert.Equal((null, null, 0m), (position.Outside, position.Alarm, position.Tally.Assumed));
    }

    [Fact]
    public void A_symbol_from_before_exits_had_a_clock_of_their_own_has_none()
    {
        Assert.Equal(Samples.Slot with { LastActedAt = default }, StateCodec.Decode<SymbolSlot>(new EntityBody("symbol", 2, Golden("symbol", 2))));
        Assert.All(StateCodec.Decode<Core.Desk.DeskState>(new EntityBody("desk", 1, Golden("desk", 1))).Symbols, s => Assert.Equal(default, s.Slot.LastActedAt));
    }

    /// <summary>As versions 1 and 2 had it.</summary>
    private static RiskRecord Old(RiskRecord risk) => risk with { Halt = new Halt("MANUAL", "halted by a person", Samples.At), Foreign = new ExposureTotals(), Day = risk.Day with { Restarts = 0 } };

    [Fact]
    public void A_view_from_before_book_order_flow_or_frames_were_read_has_none_of_them()
    {
        var old = ViewSamples.View with { Policy = ViewSamples.View.Policy with { Direction = default, Frames = default, Model = null, ProfileSince = null, ProfileReason = null } };

        Assert.Equal(old with { Book = null }, StateCodec.Decode<MarketView>(new EntityBody("market", 1, Golden("market", 1))));
        Assert.Equal(old with { Book = new BookReading(0.00002244m, 0.31m, Samples.At) }, StateCodec.Decode<MarketView>(new EntityBody("market", 2, Golden("market", 2))));
        Assert.Equal("HIGHER_FRAME_UNKNOWN", FrameRules.Veto(old.Policy.Frames, PositionSide.Long, CandleInterval.OneHour, Samples.At, new FrameOptions())?.Code);
    }

    [Fact]
    public void A_decision_from_before_the_built_in_strategies_came_from_an_alert() =>
        Assert.Equal(Samples.Decision with { Signal = Samples.Decision.Signal with { Source = SignalSource.Alert }, Entry = Samples.Ticket with { Regime = null } }, StateCodec.Decode<EntryDecision>(new EntityBody("decision", 2, Golden("decision", 2))));

    [Fact]
    public void A_position_from_before_slippage_was_kept_has_compared_nothing()
    {
        var old = StateCodec.Decode<PositionState>(new EntityBody("position", 1, Golden("position", 1)));

        Assert.Equal(new Compared(), old.Tally.EntryCompared);
        Assert.Equal(new Compared(), old.Tally.ExitCompared);
        Assert.Equal(Samples.Ticket with { MinQuantity = 0, MinNotional = 0, Regime = null }, old.Plan);
        Assert.False(old.DoubtTold);
    }

    [Fact]
    public void Rows_from_before_slippage_was_kept_are_read_with_none()
    {
        Assert.Equal(Samples.Trade with { EntrySlippage = null, ExitSlippage = null, Mode = null, Regime = null }, StateCodec.Decode<Trade>(new EntityBody("trade", 1, Golden("trade", 1))));
        Assert.Equal(Samples.Slot with { Foreign = null, UnknownSince = null, LastActedAt = default }, StateCodec.Decode<SymbolSlot>(new EntityBody("symbol", 1, Golden("symbol", 1))));
        Assert.Equal(Samples.Ticket with { MinQuantity = 0, MinNotional = 0, Regime = null }, StateCodec.Decode<OrderTicket>(new EntityBody("ticket", 1, Golden("ticket", 1))));
        Assert.Equal(Price.None, StateCodec.Decode<OrderRow>(new EntityBody("order", 1, Golden("order", 1))).Order.Expected);
        Assert.Equal(0, StateCodec.Decode<EntryDecision>(new EntityBody("decision", 1, Golden("decision", 1))).Entry!.MinNotional);
    }

    [Fact]
    public void Rows_from_before_mode_and_regime_were_kept_say_neither()
    {
        Assert.Equal(Samples.Trade with { Mode = null, Regime = null }, StateCodec.Decode<Trade>(new EntityBody("trade", 2, Golden("trade", 2))));
        Assert.Equal(Samples.Ticket with { Regime = null }, StateCodec.Decode<OrderTicket>(new EntityBody("ticket", 2, Golden("ticket", 2))));
        Assert.Equal(Samples.Ticket with { Regime = null }, StateCodec.Decode<EntryDecision>(new EntityBody("decision", 2, Golden("decision", 2))).Entry);
        Assert.Equal(Samples.Ticket with { Regime = null }, StateCodec.Decode<PositionState>(new EntityBody("position", 2, Golden("position", 2))).Plan);
    }

    [Fact]
    public void Decimals_are_stored_as_texts_to_the_last_digit()
    {
        Assert.Contains("\"0.0088875687248149123741095898\"", StateCodec.Encode(Samples.Decision).Data, StringComparison.Ordinal);
        Assert.Equal(Samples.Decision, StateCodec.Decode<EntryDecision>(StateCodec.Encode(Samples.Decision) with { }));
        Assert.Equal(Samples.Position, StateCodec.Decode<PositionState>(StateCodec.Encode(Samples.Position) with { }));
        Assert.Equal(Samples.Risk, StateCodec.Decode<RiskRecord>(StateCodec.Encode(Samples.Risk) with { }));
    }

    [Fact]
    public void A_model_is_read_back_to_the_last_bit()
    {
        var read = StateCodec.Decode<TrainedModel>(StateCodec.Encode(ViewSamples.Model) with { });

        Assert.Equal(ViewSamples.Model, read);
        Assert.Equal(ViewSamples.Model.Model.InformationCriterion, read.Model.InformationCriterion);
    }

    private static (EntityBody Body, Func<EntityBody, EntityBody> Recode) Kind<T>(T sample)
        where T : class => (StateCodec.Encode(sample) with { }, body => StateCodec.Encode(StateCodec.Decode<T>(body)));

    private static string Golden(string kind, int version) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", $"{kind}-v{version}.json"));

    private static string Pretty(string json) => JsonNode.Parse(json)!.ToJsonString(s_pretty).ReplaceLineEndings("\n") + "\n";

    private static readonly System.Text.Json.JsonSerializerOptions s_pretty = new() { WriteIndented = true };
}
