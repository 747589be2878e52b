using System.Text.Json.Serialization;
using Ballast.Application.Messages;
using Ballast.Application.Recording;
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

/// <summary>The JSON of everything that is stored, queued or recorded: camelCase, decimals as invariant texts, enums by name, nothing computed.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters =
    [
        typeof(DecimalText), typeof(PriceText), typeof(QuantityText), typeof(MoneyText), typeof(LeverageConverter), typeof(SymbolConverter),
        typeof(ClientOrderIdConverter), typeof(StatusConverter), typeof(IntervalConverter), typeof(UtcTimeConverter), typeof(HighsText), typeof(EquatableListConverter),
    ])]
[JsonSerializable(typeof(RiskRecord))]
[JsonSerializable(typeof(SymbolSlot))]
[JsonSerializable(typeof(EntryDecision))]
[JsonSerializable(typeof(PositionState))]
[JsonSerializable(typeof(OrderTicket))]
[JsonSerializable(typeof(ExitMessage))]
[JsonSerializable(typeof(AccountOutgoing))]
[JsonSerializable(typeof(OrderRow))]
[JsonSerializable(typeof(Trade))]
[JsonSerializable(typeof(MarketView))]
[JsonSerializable(typeof(SymbolCorrelations))]
[JsonSerializable(typeof(TrainedModel))]
[JsonSerializable(typeof(VixReading))]
[JsonSerializable(typeof(VixHistory))]
[JsonSerializable(typeof(RegimeHistory))]
[JsonSerializable(typeof(VenueBan))]
[JsonSerializable(typeof(NewsState))]
[JsonSerializable(typeof(SentimentState))]
[JsonSerializable(typeof(SeenNews))]
[JsonSerializable(typeof(EquityDay))]
[JsonSerializable(typeof(PerformanceReading))]
[JsonSerializable(typeof(DecayReading))]
[JsonSerializable(typeof(SymbolOpinions))]
[JsonSerializable(typeof(StrategyCalibration))]
[JsonSerializable(typeof(DeskState))]
[JsonSerializable(typeof(CompetitorState))]
[JsonSerializable(typeof(CompetitionSignal))]
[JsonSerializable(typeof(DeskVenueRow))]
[JsonSerializable(typeof(SessionEntry))]
public partial class StorageJson : JsonSerializerContext;
