using Ballast.Core.Market;
using Ballast.Research.Trials;

namespace Ballast.Cli.Inputs;

/// <summary>What a search may try.</summary>
/// <param name="Contradicted">The option that says what an axis says too; null where none does.</param>
/// <param name="Nothing">What is said of a search without a point, behind "No point of the grid".</param>
internal sealed record SearchSpace(IReadOnlyDictionary<string, NumberRange> Allowed, Func<SettingPoint, bool> Allows, Func<string, string?> Contradicted, string Nothing);
