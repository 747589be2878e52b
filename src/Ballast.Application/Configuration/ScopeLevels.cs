using Ballast.Core.Market;

namespace Ballast.Application.Configuration;

/// <summary>The account's options and those of every strategy, symbol and pair that differ, mixed in their order.</summary>
internal sealed class ScopeLevels
{
    private readonly ILookup<(string? Strategy, Symbol? Symbol), Assignment> _assignments;

    public ScopeLevels(IEnumerable<Assignment> assignments)
    {
        _assignments = assignments.ToLookup(a => (a.Address.Strategy, a.Address.Symbol));
        Account = new OptionsTrail().With(_assignments[(null, null)]);
        Others = [.. Keys().Select(k => new ScopeLevel(k.Strategy, k.Symbol, TrailOf(k.Strategy, k.Symbol)))];
    }

    public OptionsTrail Account { get; }

    public IReadOnlyList<ScopeLevel> Others { get; }

    /// <summary>All of the account's settings, then of each scope those that come from elsewhere than the account's.</summary>
    public IEnumerable<EffectiveSetting> Effective() =>
        SettingCatalogue.All.Select(s => Show(EffectiveSetting.Account, s, Account))
            .Concat(Others.SelectMany(l => SettingCatalogue.All.Where(s => l.Trail.TraceOf(s) != Account.TraceOf(s)).Select(s => Show(l.Name, s, l.Trail))));

    /// <summary>Where strategy and symbol both have settings, the two together are a scope of their own: the symbol's beat the strategy's.</summary>
    private IEnumerable<(string? Strategy, Symbol? Symbol)> Keys()
    {
        var given = _assignments.Select(g => g.Key).Where(k => k != (null, null)).ToList();
        var strategies = given.Where(k => k.Symbol is null).Select(k => k.Strategy).ToList();
        var symbols = given.Where(k => k.Strategy is null).Select(k => k.Symbol).ToList();
        var mixed = strategies.SelectMany(s => symbols.Select(y => (Strategy: s, Symbol: y)));
        return given.Union(mixed).OrderBy(k => k.Strategy is not null && k.Symbol is not null).ThenBy(k => k.Strategy, StringComparer.Ordinal).ThenBy(k => k.Symbol?.Name, StringComparer.Ordinal);
    }

    private OptionsTrail TrailOf(string? strategy, Symbol? symbol)
    {
        var trail = Account;
        trail = strategy is null ? trail : trail.With(_assignments[(strategy, null)]);
        trail = symbol is null ? trail : trail.With(_assignments[(null, symbol)]);
        return strategy is null || symbol is null ? trail : trail.With(_assignments[(strategy, symbol)]);
    }

    private static EffectiveSetting Show(string scope, Setting setting, OptionsTrail trail)
    {
        var trace = trail.TraceOf(setting);
        return new EffectiveSetting(scope, setting.Name, trail.ValueOf(setting), trace.Source, trace.Origin, setting.Allowed, setting.Unit, setting.Section);
    }
}

/// <summary>A strategy, a symbol, or a strategy on a symbol, with its options.</summary>
internal sealed record ScopeLevel(string? Strategy, Symbol? Symbol, OptionsTrail Trail)
{
    public string Name => (Strategy, Symbol) switch
    {
        ({ } strategy, { } symbol) => $"strategy {strategy}, symbol {symbol}",
        ({ } strategy, null) => $"strategy {strategy}",
        _ => $"symbol {Symbol}",
    };
}
