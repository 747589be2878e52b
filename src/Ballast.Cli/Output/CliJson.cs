using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ballast.Application.Codec;
using Ballast.Simulation;

namespace Ballast.Cli.Output;

/// <summary>The JSON of the verbs: camelCase, numbers unrounded, what does not apply as null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(DecimalNumber), typeof(SettingValueJson)])]
[JsonSerializable(typeof(FiguresView))]
[JsonSerializable(typeof(TradableList))]
[JsonSerializable(typeof(ConfigView))]
[JsonSerializable(typeof(BacktestView))]
[JsonSerializable(typeof(OptimizeView))]
[JsonSerializable(typeof(DataView))]
[JsonSerializable(typeof(ImportView))]
[JsonSerializable(typeof(ReplayView))]
[JsonSerializable(typeof(CompletionView))]
[JsonSerializable(typeof(FullView))]
[JsonSerializable(typeof(FullSearchView))]
[JsonSerializable(typeof(ExperimentView))]
[JsonSerializable(typeof(CompeteView))]
[JsonSerializable(typeof(SimulationReport))]
[JsonSerializable(typeof(CampaignView))]
[JsonSerializable(typeof(ExchangeView))]
[JsonSerializable(typeof(CostView))]
[JsonSerializable(typeof(RegimesView))]
[JsonSerializable(typeof(decimal))]
[JsonSerializable(typeof(string))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>As the default, with § and the like written as they are.</summary>
    public static CliJson Plain => field ??= new CliJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
