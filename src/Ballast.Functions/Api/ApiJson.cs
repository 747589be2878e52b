using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ballast.Application.Codec;

namespace Ballast.Functions.Api;

/// <summary>The JSON of the API: camelCase, decimals as unrounded numbers, enums by name, absent fields left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(PriceNumber), typeof(QuantityNumber), typeof(MoneyNumber), typeof(DecimalNumber), typeof(SymbolConverter), typeof(UtcTimeConverter), typeof(EquatableListConverter)])]
[JsonSerializable(typeof(AlertAnswer))]
[JsonSerializable(typeof(DecisionView))]
[JsonSerializable(typeof(ListView<DecisionView>))]
[JsonSerializable(typeof(OrderView))]
[JsonSerializable(typeof(ListView<OrderView>))]
[JsonSerializable(typeof(ListView<PositionView>))]
[JsonSerializable(typeof(ListView<TradeView>))]
[JsonSerializable(typeof(ListView<SlippageView>))]
[JsonSerializable(typeof(ListView<PolicyView>))]
[JsonSerializable(typeof(ListView<TradableView>))]
[JsonSerializable(typeof(ListView<StrategyView>))]
[JsonSerializable(typeof(ListView<CandleView>))]
[JsonSerializable(typeof(ListView<EquityDayView>))]
[JsonSerializable(typeof(ListView<BalanceView>))]
[JsonSerializable(typeof(ListView<RegimesView>))]
[JsonSerializable(typeof(RiskView))]
[JsonSerializable(typeof(VixView))]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(ControlView))]
[JsonSerializable(typeof(FlattenView))]
[JsonSerializable(typeof(NewsAnswer))]
[JsonSerializable(typeof(PerformanceView))]
[JsonSerializable(typeof(LeaderboardView))]
[JsonSerializable(typeof(CompetitorView))]
[JsonSerializable(typeof(SentimentAnswer))]
[JsonSerializable(typeof(ProblemView))]
[JsonSerializable(typeof(decimal))]
[JsonSerializable(typeof(string))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>As the default, with § and the like written as they are.</summary>
    public static ApiJson Web => field ??= new ApiJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
