using System.Text.Json.Serialization;

namespace Ballast.Venue.Accounts;

/// <summary>The stored JSON: numbers as invariant strings, enums by name, defaults left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(AccountRecord))]
[JsonSerializable(typeof(PositionRecord))]
[JsonSerializable(typeof(OrderRecord))]
[JsonSerializable(typeof(List<OrderRecord>))]
[JsonSerializable(typeof(List<FillRecord>))]
[JsonSerializable(typeof(List<IncomeRecord>))]
[JsonSerializable(typeof(Markets.MarketAnchor))]
internal sealed partial class VenueJson : JsonSerializerContext;
