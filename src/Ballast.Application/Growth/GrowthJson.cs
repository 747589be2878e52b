using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ballast.Application.Codec;

namespace Ballast.Application.Growth;

/// <summary>The JSON of a growth answer: camelCase, numbers unrounded, what was not asked for as null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(MoneyNumber)])]
[JsonSerializable(typeof(GrowthView))]
public sealed partial class GrowthJson : JsonSerializerContext
{
    /// <summary>As the default, with § and the like written as they are.</summary>
    public static GrowthJson Plain => field ??= new GrowthJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
