using Ballast.Application.Configuration;

namespace Ballast.Cli.Output;

/// <summary>The JSON of <c>config</c>.</summary>
/// <param name="Problems">One sentence per mistake; the app does not start with them.</param>
/// <param name="Settings">Every setting of the account, then what each scope has otherwise.</param>
public sealed record ConfigView(string Environment, IReadOnlyList<string> Problems, IReadOnlyList<string> Warnings, IReadOnlyList<EffectiveSetting> Settings);
