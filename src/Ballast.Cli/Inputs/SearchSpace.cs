using Ballast.Application.Configuration;
using Ballast.Core.Market;
using Ballast.Research.Trials;

namespace Ballast.Cli.Inputs;

/// <summary>What a search may try.</summary>
/// <param name="Words">Settings that may be words; null where none may.</param>
/// <param name="Contradicted">The option that says what an axis says too; null where none does.</param>
/// <param name="Nothing">What is said of a search without a point, behind "No point of the grid".</param>
internal sealed record SearchSpace(IReadOnlyDictionary<string, NumberRange> Allowed, IReadOnlyDictionary<string, Setting>? Words, Func<SettingPoint, bool> Allows, Func<string, string?> Contradicted, string Nothing);
