using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Risk;

namespace Ballast.Application.Codec;

/// <summary>Writes a value that wraps one decimal; as text in storage (no binary rounding anywhere), as a number on the API.</summary>
public abstract class DecimalLikeConverter<T>(bool asText, Func<decimal, T> wrap, Func<T, decimal> unwrap) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var value = reader.TokenType == JsonTokenType.String
            ? decimal.Parse(reader.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture)
            : reader.GetDecimal();
        return wrap(value);
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[40];
        unwrap(value).TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        var shown = WithoutTrailingZeros(text[..length]);
        if (asText)
        {
            writer.WriteStringValue(shown);
        }
        else
        {
            writer.WriteRawValue(shown, skipInputValidation: true);
        }
    }

    /// <summary>61800.10000000 is 61800.1: the scale that a product happens to have says nothing.</summary>
    private static ReadOnlySpan<byte> WithoutTrailingZeros(ReadOnlySpan<byte> text) =>
        text.Contains((byte)'.') ? text.TrimEnd((byte)'0').TrimEnd((byte)'.') : text;
}

public class DecimalText() : DecimalLikeConverter<decimal>(true, d => d, d => d);

public class PriceText() : DecimalLikeConverter<Price>(true, d => new Price(d), p => p.Value);

public class QuantityText() : DecimalLikeConverter<Quantity>(true, d => new Quantity(d), q => q.Value);

public class MoneyText() : DecimalLikeConverter<Money>(true, d => new Money(d), m => m.Value);

public class PriceNumber() : DecimalLikeConverter<Price>(false, d => new Price(d), p => p.Value);

public class QuantityNumber() : DecimalLikeConverter<Quantity>(false, d => new Quantity(d), q => q.Value);

public class MoneyNumber() : DecimalLikeConverter<Money>(false, d => new Money(d), m => m.Value);

public class DecimalNumber() : DecimalLikeConverter<decimal>(false, d => d, d => d);

public class LeverageConverter : JsonConverter<Leverage>
{
    public override Leverage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt32());

    public override void Write(Utf8JsonWriter writer, Leverage value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}

/// <summary>A text-backed value.</summary>
public abstract class TextConverter<T>(Func<string, T> parse, Func<T, string> format) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => parse(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(format(value));

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => parse(reader.GetString()!);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(format(value));
}

public class SymbolConverter() : TextConverter<Symbol>(t => new Symbol(t), s => s.Name);

public class ClientOrderIdConverter() : TextConverter<ClientOrderId>(t => new ClientOrderId(t), i => i.Value);

public class StatusConverter() : TextConverter<VenueOrderStatus>(t => new VenueOrderStatus(t), s => s.Name);

public class IntervalConverter() : TextConverter<CandleInterval>(
    t => CandleInterval.TryParse(t, out var interval) ? interval : throw new JsonException($"'{t}' is not a candle interval."), i => i.Name);

/// <summary>Times in UTC with a Z, to the tick.</summary>
public class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.UtcDateTime);
}

/// <summary>
/// A staircase of highs as one text, <c>minute:equity</c> and then each <c>minutes later:equity</c>: a whole day that falls every
/// minute is 1440 steps, which as objects would outgrow an entity.
/// </summary>
public class HighsText() : TextConverter<EquatableList<EquityHigh>>(Parse, Format)
{
    private static EquatableList<EquityHigh> Parse(string text)
    {
        var highs = new List<EquityHigh>();
        var minute = 0L;
        foreach (var step in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = step.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || !long.TryParse(step.AsSpan(0, colon), CultureInfo.InvariantCulture, out var later)
                || !decimal.TryParse(step.AsSpan(colon + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var equity))
            {
                throw new JsonException($"'{step}' is not a high (minute:equity).");
            }

            minute += later;
            highs.Add(new EquityHigh(minute, equity));
        }

        return EquatableList.From(highs);
    }

    private static string Format(EquatableList<EquityHigh> highs)
    {
        var text = new StringBuilder(highs.Count * 20);
        var minute = 0L;
        foreach (var high in highs)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length == 0 ? "" : " ")}{high.Minute - minute}:{Rounding.Text(high.Equity)}");
            minute = high.Minute;
        }

        return text.ToString();
    }
}

/// <summary>An immutable list as a JSON array.</summary>
public class EquatableListConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(EquatableList<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Of<T> : JsonConverter<EquatableList<T>>
    {
        public override EquatableList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var items = new List<T>();
            var element = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                items.Add(JsonSerializer.Deserialize(ref reader, element)!);
            }

            return EquatableList.From(items);
        }

        public override void Write(Utf8JsonWriter writer, EquatableList<T> value, JsonSerializerOptions options)
        {
            var element = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
            writer.WriteStartArray();
            foreach (var item in value)
            {
                JsonSerializer.Serialize(writer, item, element);
            }

            writer.WriteEndArray();
        }
    }
}
