using Ballast.Core.Decisions;
using Ballast.Core.Market;

namespace Ballast.Application.Configuration;

/// <summary>All settings of the trading rules, bound.</summary>
/// <param name="Options">With the scopes that differ; not to be used while there are problems.</param>
/// <param name="Environment">Whose <c>Environment__…</c> settings count.</param>
/// <param name="Effective">Every setting of the account, then what each scope has otherwise.</param>
/// <param name="Problems">One sentence per mistake; empty when all is right.</param>
/// <param name="Warnings">What is allowed but dangerous, or has no effect here.</param>
public sealed record BoundSettings(
    TradingOptions Options,
    string Environment,
    IReadOnlyList<EffectiveSetting> Effective,
    IReadOnlyList<string> Problems,
    IReadOnlyList<string> Warnings)
{
    /// <summary>Each symbol with an override, and the name that gave it.</summary>
    internal IReadOnlyList<(Symbol Symbol, string Name)> Overridden { get; init; } = [];

    /// <summary>One sentence per override of a symbol that is not traded: it would never have an effect.</summary>
    public IEnumerable<string> Untraded(IReadOnlyCollection<Symbol> traded) =>
        Overridden.Where(o => !traded.Contains(o.Symbol)).Select(o => $"Setting {o.Name}: {o.Symbol} is not traded by the account; allowed: {string.Join(", ", traded)}.");

    /// <summary>The account's setting of that name.</summary>
    public EffectiveSetting Of(string name) => Effective.First(e => e.Scope == EffectiveSetting.Account && e.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
