using System.Text.Json.Serialization;
using Ballast.Application.Codec;

namespace Ballast.Application.Recording;

/// <summary>The JSON of recorded sessions, as that of what is stored.</summary>
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
[JsonSerializable(typeof(SessionEntry))]
public partial class SessionJson : JsonSerializerContext;
