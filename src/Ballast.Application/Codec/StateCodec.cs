using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Ballast.Application.Messages;
using Ballast.Application.Ports;
using Ballast.Core.Accounting;
using Ballast.Core.Competing;
using Ballast.Core.Decisions;
using Ballast.Core.Desk;
using Ballast.Core.News;
using Ballast.Core.Portfolio;
using Ballast.Core.Positions;
using Ballast.Core.Regimes;
using Ballast.Core.Risk;
using Ballast.Core.Strategies;
using Ballast.Core.Volatility;

namespace Ballast.Application.Codec;

/// <summary>
/// Turns records into versioned entities and back. A reader migrates older versions forward, step by step; a newer one than it knows
/// is refused by name. Golden files hold one example of every kind and version.
/// </summary>
public static class StateCodec
{
    private static readonly FrozenDictionary<Type, Kind> Kinds = new Dictionary<Type, Kind>
    {
        [typeof(RiskRecord)] = new("risk", 3, [RiskMigrations.FromOne, RiskMigrations.FromTwo], IsLive: true),
        [typeof(SymbolSlot)] = new("symbol", 3, [Unchanged, Unchanged], IsLive: true),
        [typeof(EntryDecision)] = new("decision", 3, [Unchanged, Unchanged]),
        [typeof(PositionState)] = new("position", 3, [Unchanged, Unchanged], IsLive: true),
        [typeof(OrderTicket)] = new("ticket", 3, [Unchanged, Unchanged]),
        [typeof(ExitMessage)] = new("exit", 1, []),
        [typeof(AccountOutgoing)] = new("outgoing", 1, []),
        [typeof(OrderRow)] = new("order", 2, [Unchanged]),
        [typeof(Trade)] = new("trade", 3, [Unchanged, Unchanged]),
        [typeof(MarketView)] = new("market", 3, [Unchanged, Unchanged], IsLive: true),
        [typeof(SymbolCorrelations)] = new("correlations", 1, [], IsLive: true),
        [typeof(TrainedModel)] = new("regime-model", 1, [], IsLive: true),
        [typeof(VixReading)] = new("vix", 1, [], IsLive: true),
        [typeof(VixHistory)] = new("vix-history", 2, [Unchanged], IsLive: true),
        [typeof(RegimeHistory)] = new("regime-history", 1, [], IsLive: true),
        [typeof(VenueBan)] = new("ban", 1, [], IsLive: true),
        [typeof(NewsState)] = new("news", 1, [], IsLive: true),
        [typeof(SentimentState)] = new("sentiment", 1, [], IsLive: true),
        [typeof(SeenNews)] = new("seen-news", 1, []),
        [typeof(EquityDay)] = new("equity-day", 1, []),
        [typeof(PerformanceReading)] = new("performance", 1, []),
        [typeof(DecayReading)] = new("decay", 1, [], IsLive: true),
        [typeof(SymbolOpinions)] = new("opinions", 1, [], IsLive: true),
        [typeof(StrategyCalibration)] = new("calibration", 1, [], IsLive: true),
        [typeof(DeskState)] = new("desk", 2, [Unchanged], IsLive: true),
        [typeof(CompetitorState)] = new("competitor", 1, [], IsLive: true),
        [typeof(CompetitionSignal)] = new("competition-signal", 1, []),
        [typeof(DeskVenueRow)] = new("desk-venue", 1, [], IsLive: true),
    }.ToFrozenDictionary();

    /// <summary>The record of each body of a live kind that somebody still holds: what this process wrote or has read before is not parsed again.</summary>
    private static readonly ConditionalWeakTable<EntityBody, object> Known = [];

    /// <exception cref="InvalidOperationException">The record is larger than an entity may be.</exception>
    public static EntityBody Encode<T>(T value)
        where T : class
    {
        var kind = Kinds[typeof(T)];
        var data = JsonSerializer.Serialize(value, TypeOf<T>.Info);
        var body = data.Length <= EntityBody.MaxDataLength
            ? new EntityBody(kind.Name, kind.Version, data)
            : throw new InvalidOperationException($"A record of kind '{kind.Name}' has {data.Length} characters; at most {EntityBody.MaxDataLength} fit into one entity.");
        Remember(kind, body, value);
        return body;
    }

    /// <summary>The record of a body. The same body may give the same object: records are immutable.</summary>
    /// <exception cref="InvalidDataException">Another kind, a newer version, or not readable.</exception>
    public static T Decode<T>(EntityBody body)
        where T : class
    {
        if (Known.TryGetValue(body, out var known) && known is T same)
        {
            return same;
        }

        var value = Read<T>(body);
        Remember(Kinds[typeof(T)], body, value);
        return value;
    }

    private static T Read<T>(EntityBody body)
    {
        var kind = Kinds[typeof(T)];
        if (body.Kind != kind.Name || body.Version > kind.Version || body.Version < 1)
        {
            throw new InvalidDataException($"Expected an entity of kind '{kind.Name}' up to version {kind.Version}, found '{body.Kind}' version {body.Version}; it was written by another version of Ballast.");
        }

        try
        {
            if (body.Version == kind.Version)
            {
                return JsonSerializer.Deserialize(body.Data, TypeOf<T>.Info)!;
            }

            var node = JsonNode.Parse(body.Data)!;
            for (var version = body.Version; version < kind.Version; version++)
            {
                node = kind.Migrations[version - 1](node);
            }

            return node.Deserialize(TypeOf<T>.Info)!;
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"An entity of kind '{kind.Name}' version {body.Version} cannot be read: {broken.Message}", broken);
        }
    }

    /// <summary>A queue message's body.</summary>
    public static string ToText<T>(T value) => JsonSerializer.Serialize(value, TypeOf<T>.Info);

    /// <exception cref="InvalidDataException">Not readable.</exception>
    public static T FromText<T>(string text) => Read<T>(new EntityBody(Kinds[typeof(T)].Name, Kinds[typeof(T)].Version, text));

    /// <summary>A version that only adds what older rows do not have.</summary>
    private static JsonNode Unchanged(JsonNode row) => row;

    private static void Remember(Kind kind, EntityBody body, object value)
    {
        if (kind.IsLive)
        {
            Known.AddOrUpdate(body, value);
        }
    }

    private static class TypeOf<T>
    {
        public static readonly JsonTypeInfo<T> Info = (JsonTypeInfo<T>)StorageJson.Default.GetTypeInfo(typeof(T))!;
    }

    /// <summary>A kind of entity, its newest version, and the step from each version to the next.</summary>
    /// <param name="IsLive">Few rows, read again and again; false for history and messages, which only grow.</param>
    private sealed record Kind(string Name, int Version, Func<JsonNode, JsonNode>[] Migrations, bool IsLive = false);
}
