using System.Text.Json;
using System.Text.Json.Serialization;
using Ballast.Research.Trials;

namespace Ballast.Cli.Output;

/// <summary>A setting's value as JSON: a number, or a word. The name stands beside it.</summary>
internal sealed class SettingValueJson : JsonConverter<SettingValue>
{
    public override SettingValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("It is only written.");

    public override void Write(Utf8JsonWriter writer, SettingValue value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value.Word is { } word)
        {
            writer.WriteStringValue(word);
        }
        else
        {
            JsonSerializer.Serialize(writer, value.Value, CliJson.Plain.Decimal);
        }
    }
}
